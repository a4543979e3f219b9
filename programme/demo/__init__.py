"""The demonstration: invented people and twelve illustrated applications, made through the portal's own services."""
