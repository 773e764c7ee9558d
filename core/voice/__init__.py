"""Turning a recording into words: offline, in a child process, as a draft that somebody must look over."""
