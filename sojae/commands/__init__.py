"""Commands, by what they are for; each file has an `app` that the command line puts together."""
