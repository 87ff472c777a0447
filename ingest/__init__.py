"""Origins in: adapters read, a load checks, upserts and sweeps."""
