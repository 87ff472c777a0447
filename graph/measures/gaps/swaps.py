"""The certified sampler: uniform random networks with fixed degrees, by simultaneous tie swaps on arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.measures.gaps.ties import BoolArray, IntArray

Codes = NDArray[np.uint32]

TRIPLE_EVERY = 16
SMALL = 50_000


@dataclass(frozen=True, slots=True, eq=False)
class Wiring:
    """A network to rewire: ends of each tie, the group of each node, and which groups may be tied.

    One-mode: both ends are organisations, and no node is tied to itself. Two-mode: `first` holds organisations,
    `second` programmes under numbers of their own, and a swap exchanges programmes. No two ties are the same.
    """

    first: IntArray
    second: IntArray
    group: IntArray
    allowed: BoolArray
    two_mode: bool

    @property
    def ties(self) -> int:
        """Number of ties."""
        return len(self.first)


class Rewiring:
    """A number of independent Markov chains over all networks with the same degrees, advanced together.

    One round pairs all ties of a chain at random and proposes one swap for each pair: (a,b), (c,d) → (a,d), (c,b).
    Let U be the multiset of all present and all proposed ties. A proposal is carried out if its ties join allowed groups
    and each of its four ties stands in U once. A round is symmetric: from the new network, the same pairing (equally
    likely) proposes the reverse and has the same U, so exactly the same proposals pass. A symmetric kernel keeps the
    uniform distribution; no proposal can make a double tie, since no tie that another proposal or a bystander holds is
    made. Every sixteenth round takes triples and moves their ends in a ring, which keeps the chain irreducible where some
    groups must not be tied. Checked against the enumeration of all networks in the tests.

    Equality in U is found by writing tie numbers into a table at a hash of the tie and reading back who was overwritten;
    only a full 32-bit hash match counts, and its rare false match refuses a move in both directions alike.

    References: Maslov & Sneppen (2002), doi:10.1126/science.1065103; Strona et al. (2014), doi:10.1038/ncomms5114 (same
    distribution for the two-mode case); Fosdick et al. (2018), doi:10.1137/16M1087175 (which chains are uniform).
    """

    def __init__(self, wiring: Wiring, *, chains: int, rng: np.random.Generator) -> None:
        nodes = len(wiring.group)
        self._shift = max(nodes - 1, 1).bit_length()
        if (int(wiring.group.max(initial=0)) + 1) << self._shift >= 1 << 32:
            raise ValueError(
                f"{nodes} nodes in {wiring.group.max() + 1} groups do not fit 32 bits; sample a part of them"
            )
        code = (wiring.group << self._shift | np.arange(nodes)).astype(np.uint32)
        self._first: Codes = np.repeat(code[wiring.first][None], chains, axis=0)
        self._second: Codes = np.repeat(code[wiring.second][None], chains, axis=0)
        self._two_mode = wiring.two_mode
        self._rng = rng
        self.ties, self._chains = wiring.ties, chains
        # A large table has few collisions, as long as it stays in the processor's cache.
        room = 32 if wiring.ties * chains < SMALL else 8
        self._bits = max((room * max(wiring.ties, 1)).bit_length() - 1, 4)
        self._table = np.zeros(chains << self._bits, dtype=np.int32)
        # Buffers reused between rounds: allocating them each time would cost as much as the arithmetic.
        entries = 2 * chains * wiring.ties
        self._ids = np.arange(entries, dtype=np.int32)
        self._full = np.empty(entries, dtype=np.uint32)
        self._slot = np.empty(entries, dtype=np.intp)
        self._winner = np.empty(entries, dtype=np.int32)
        self._start = (np.arange(chains, dtype=np.intp) << self._bits)[:, None]
        self._rounds = 0
        self._rate: float | None = None
        self._allowed = np.ascontiguousarray(wiring.allowed)
        groups = len(wiring.allowed)
        self._free = bool(wiring.allowed.all())
        # The common case "any two different groups" needs no look-up.
        present = np.unique(wiring.group[np.concatenate([wiring.first, wiring.second])])
        among = wiring.allowed[np.ix_(present, present)]
        self._differ = not self._free and bool((among == ~np.eye(len(present), dtype=np.bool_)).all())
        self._groups = groups

    def advance(self, moves: float, *, most_rounds: int) -> float:
        """Make about `moves` accepted moves per tie; return how many were made, on average over the chains.

        The first call is the burn-in: it runs until the moves are made, and so measures the moves per round. Every
        later call runs a number of rounds fixed by that rate (3 % more, as it varies): stopping at the n-th accepted move
        would oversample networks with many possible moves.
        """
        size = max(self.ties * self._chains, 1)
        done = rounds = 0
        if self._rate is None:
            while done < moves * size and rounds < most_rounds:
                done, rounds = done + self._round(), rounds + 1
            self._rate = max(done / size / max(rounds, 1), 1e-9)
            return done / size
        for _ in range(min(int(1.03 * moves / self._rate) + 2, most_rounds)):
            done += self._round()
        return done / size

    def ends(self) -> tuple[IntArray, IntArray]:
        """Node numbers of both ends of every tie, chains × ties; the order of ties means nothing."""
        mask = np.uint32((1 << self._shift) - 1)
        return (self._first & mask).astype(np.int64), (self._second & mask).astype(np.int64)

    def groups(self) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        """Groups of both ends of every tie, chains × ties."""
        return self._first >> np.uint32(self._shift), self._second >> np.uint32(self._shift)

    def _round(self) -> int:
        self._rounds += 1
        size = 2 if self._rounds % TRIPLE_EVERY else 3
        if self.ties < size:
            return 0
        first, second, spare = self._draw(size)
        proposals = first.shape[2]
        # Position i of a block receives the moving end of its neighbour in the ring; both directions equally likely.
        turn = 1 if size == 2 or self._rng.random() < 0.5 else size - 1
        arriving = np.concatenate([second[turn:], second[:turn]])
        accept = ~self._clashes(first, second, arriving, spare)
        for i in range(size):
            self._permit(first[i], arriving[i], accept)
        arriving ^= second
        arriving &= np.negative(accept.astype(np.uint32))
        second ^= arriving
        width = size * proposals
        for whole, block, rest in ((self._first, first, spare[0]), (self._second, second, spare[1])):
            for i in range(size):
                whole[:, i * proposals : (i + 1) * proposals] = block[i]
            whole[:, width:] = rest
        return int(np.count_nonzero(accept))

    def _draw(self, size: int) -> tuple[Codes, Codes, tuple[Codes, Codes]]:
        """Group the ties of each chain into pairs or triples at random: two blocks of `size` rows, and the ties left over.

        Pairs are tie i with tie s - i (mod all) for a random s, so every two ties meet equally often; triples are thirds
        of the ties, rotated at random. Coins per chain then exchange which of two pairs a tie belongs to, and which end
        of it moves, so that the order of ties is soon random and each chain's own.
        """
        cut = int(self._rng.integers(self.ties))
        first, rest_first = _fold(self._first, cut) if size == 2 else _thirds(self._first, cut)
        second, rest_second = _fold(self._second, cut) if size == 2 else _thirds(self._second, cut)
        proposals = first.shape[2]
        half = proposals // 2
        for i in range(1, size):
            coins = self._rng.integers(0, 1 << 32, (self._chains, proposals), dtype=np.uint32).view(np.int32)
            trade = (coins[:, :half] >> 31).view(np.uint32)
            for block in (first, second):
                _exchange(block[i, :, :half], block[i, :, half : 2 * half], trade)
            if not self._two_mode:
                _exchange(first[i], second[i], ((coins << 1) >> 31).view(np.uint32))
        return first, second, (rest_first, rest_second)

    def _permit(self, first: Codes, arriving: Codes, accept: BoolArray) -> None:
        """Reject proposals that would tie forbidden groups, or a node to itself."""
        if self._free:
            if not self._two_mode:
                accept &= first != arriving
        elif self._differ:
            accept &= ((first ^ arriving) >> np.uint32(self._shift)) != 0
        else:
            shift = np.uint32(self._shift)
            cell = (first >> shift).astype(np.intp) * self._groups + (arriving >> shift)
            accept &= self._allowed.ravel().take(cell)

    def _clashes(self, first: Codes, second: Codes, arriving: Codes, spare: tuple[Codes, Codes]) -> BoolArray:
        """Mask of proposals with a tie, old or new, that occurs more than once among all old and new ones."""
        factor = np.uint32(int(self._rng.integers(1 << 32)) | 1)
        offset = np.uint32(int(self._rng.integers(1 << 32)))
        size, chains, proposals = first.shape
        used = 2 * size * chains * proposals
        entries = used + spare[0].size
        full, slot = self._full[:entries], self._slot[:entries]
        old, new = full[:used].reshape(2, size, chains, proposals)
        a = first * factor
        a += offset
        np.multiply(second, factor, out=old)
        old += offset
        np.multiply(arriving, factor, out=new)
        new += offset
        old *= a
        new *= a
        full[used:] = ((spare[0] * factor + offset) * (spare[1] * factor + offset)).ravel()
        np.right_shift(full, np.uint32(32 - self._bits), out=slot, casting="unsafe")
        if chains > 1:
            slot[:used].reshape(2 * size, chains, proposals)[...] += self._start
            slot[used:].reshape(spare[0].shape)[...] += self._start
        twice = _repeated(full, slot, self._table, self._ids[:entries], self._winner[:entries])
        clash: BoolArray = np.logical_or.reduce(twice[:used].reshape(2 * size, chains, proposals))
        return clash


def _repeated(
    full: Codes,
    slot: NDArray[np.intp],
    table: NDArray[np.int32],
    ids: NDArray[np.int32],
    winner: NDArray[np.int32],
) -> BoolArray:
    """Mask of entries that share slot and hash with another: the last writer of a slot is compared with the others."""
    table[slot] = ids
    np.take(table, slot, out=winner, mode="clip")
    repeated = np.zeros(len(full), dtype=np.bool_)
    losers = np.flatnonzero(winner != ids)
    winner = winner.take(losers)
    while len(losers):
        same = full.take(losers) == full.take(winner)
        repeated[losers[same]] = True
        repeated[winner[same]] = True
        # Entries equal to the winner are done: all equal ones were compared with the same winner.
        losers = losers[~same]
        where, names = slot.take(losers), ids.take(losers)
        table[where] = names
        winner = table.take(where)
        again = np.flatnonzero(winner != names)
        losers, winner = losers.take(again), winner.take(again)
    return repeated


def _exchange(left: Codes, right: Codes, mask: Codes) -> None:
    """Swap two arrays in place where the mask has all bits set."""
    change = (left ^ right) & mask
    left ^= change
    right ^= change


def _fold(whole: Codes, cut: int) -> tuple[Codes, Codes]:
    """Pair position i with cut - i and, beyond the cut, from both ends inward; return the pairs and what is left over."""
    ties = whole.shape[1]
    inner, outer = (cut + 1) // 2, (ties - 1 - cut) // 2
    pairs = np.empty((2, len(whole), inner + outer), dtype=np.uint32)
    pairs[0, :, :inner] = whole[:, :inner]
    pairs[0, :, inner:] = whole[:, cut + 1 : cut + 1 + outer]
    pairs[1, :, :inner] = whole[:, cut + 1 - inner : cut + 1][:, ::-1]
    pairs[1, :, inner:] = whole[:, ties - outer :][:, ::-1]
    middles = [
        i for i, odd in ((cut // 2, cut % 2 == 0), (cut + 1 + outer, (ties - 1 - cut) % 2 == 1)) if odd
    ]
    return pairs, whole[:, middles]


def _thirds(whole: Codes, cut: int) -> tuple[Codes, Codes]:
    """Rotate by the cut and lay three thirds beside each other; return the triples and what is left over."""
    third = whole.shape[1] // 3
    rolled = np.roll(whole, cut, axis=1)
    return np.stack([rolled[:, i * third : (i + 1) * third] for i in range(3)]), rolled[:, 3 * third :]
