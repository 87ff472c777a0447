"""Loading of origins: adapters read, a load checks, upserts and sweeps."""
