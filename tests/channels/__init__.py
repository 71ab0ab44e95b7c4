"""The channels with a platform behind them, against servers that speak as the platforms do."""
