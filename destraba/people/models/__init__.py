"""Who: people, organisations, territories."""

from .organization import Organization, OrganizationName
from .person import Person
from .post import Post
from .role import Role
from .territory import Territory

__all__ = ["Organization", "OrganizationName", "Person", "Post", "Role", "Territory"]
