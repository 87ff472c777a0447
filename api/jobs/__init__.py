"""What takes too long for one call: jobs that wait in a queue, run in a process of their own and are kept in a folder."""
