"""The parts of a screen: data in, messages out. No services, no waiting on anything."""
