"""Elections of unions' boards (نظام الاتحادات 5/2024). No ballot is cast here: centres count."""
