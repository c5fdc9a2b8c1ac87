"""How well matching finds duplicates: on public data sets, and on made Arabic names."""
