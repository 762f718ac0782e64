"""Members of an organisation: one person each, in whichever of its workspaces they act."""

from collections import OrderedDict
from dataclasses import replace

from adapters.slack.inbound import Where
from bot.conversation import Conversation
from bot.inbound import Inbound
from bot.people import Address

REMEMBERED = 10_000
"""Members whose addresses are kept in memory."""


class Members:
    """One for all organisations.

    An app that is installed for a whole organisation hears of a command from the workspace in which
    it was typed, and of a press only to which workspace, or even which organisation, the person
    belongs. Their id is the same in all of them.

    Args:
        conversation: Knows who is kept.
    """

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation
        self._known: OrderedDict[tuple[str, str], Address] = OrderedDict()

    async def recognize(self, inbound: Inbound, where: Where) -> Inbound:
        """Return an act under the address by which its person is known.

        Raises:
            StoreError: The store is out of reach.
        """
        who = inbound.who
        if not (where.org_wide and who.enterprise):
            return inbound
        member = (who.enterprise, who.user)
        known = self._known.get(member) or await self._conversation.find_member(who)
        if known is None:
            # Whoever is kept under another address meanwhile is found the next time.
            return inbound
        self._known[member] = known
        self._known.move_to_end(member)
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return replace(inbound, who=known)
