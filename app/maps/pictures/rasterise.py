"""A program of its own: an SVG from standard input, as PNG of a width and height to standard output.

resvg lets no other thread of its process work until it is done, which takes seconds: a server would stand still."""

import sys

from resvg_py import svg_to_bytes

if __name__ == "__main__":
    width, height = map(int, sys.argv[1:])
    text = sys.stdin.buffer.read().decode()
    # Without the machine's own fonts: the letters are outlines, and looking for fonts takes its time.
    sys.stdout.buffer.write(svg_to_bytes(svg_string=text, width=width, height=height, skip_system_fonts=True))
