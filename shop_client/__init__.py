"""What a shop is to Comptoir: a model, a port, and the adapters of real engines.

Nothing here knows of the assistant; `bot` reads `shop_client.model` and calls `shop_client.port`.
"""
