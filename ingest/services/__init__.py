"""Services that are asked over the network: the client, the answers kept, and what is read of them."""
