"""The page of projects: what we want to do, with whom, and what has worked so far."""

from partnerdesk.qt.projects.page import ProjectsPage

__all__ = ["ProjectsPage"]
