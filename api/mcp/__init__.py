"""The MCP server: tools, resources and prompts for agents; every answer comes from a question of the registry."""
