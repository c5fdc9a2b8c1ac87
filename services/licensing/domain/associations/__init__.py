"""Societies (الجمعيات) and unions (الاتحادات) as the registry keeps them."""
