"""What the graph is: labels, properties and link types, out of the declared model."""
