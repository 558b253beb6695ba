"""Contacts on paper: what goes on the pages, the setting of them, and one drawing for all devices.

``values`` holds what a print is made of, ``setting`` turns that into pages, ``pdf`` writes them into a file.
Qt is imported only when pages are set.
"""
