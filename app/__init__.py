"""What people use: the command, the web app and the network views."""
