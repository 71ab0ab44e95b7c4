"""Pure rules of ordering between companies: no input, no output, no clock of its own."""
