"""Requests about the elections of unions as commands and queries."""

from __future__ import annotations

from typing import Any

from contracts.rpc.licensing import candidacies
from contracts.rpc.licensing import elections as contract
from contracts.rpc.problems import read
from services.licensing.app.elections import commands
from services.licensing.app.plain import restored

Request = dict[str, Any]


def announce(request: Request) -> commands.AnnounceDate:
    return restored(commands.AnnounceDate, read(contract.AnnounceElectionDate, request))


def postpone(request: Request) -> commands.PostponeDate:
    return restored(commands.PostponeDate, read(contract.PostponeElectionDate, request))


def nominate(request: Request) -> commands.Nominate:
    return commands.Nominate(**read(candidacies.NominateCandidate, request))


def agree(request: Request) -> commands.Agree:
    return commands.Agree(**read(candidacies.ConsentToCandidacy, request))


def examine(request: Request) -> commands.Examine:
    return commands.Examine(**read(candidacies.CheckCandidacy, request))


def withdraw(request: Request) -> commands.Withdraw:
    return commands.Withdraw(**read(candidacies.CandidacyRef, request))


def file_objection(request: Request) -> commands.FileObjection:
    return commands.FileObjection(**read(candidacies.FileElectionObjection, request))


def decide(request: Request) -> commands.Decide:
    return commands.Decide(**read(candidacies.DecideElectionObjection, request))


def finalise(request: Request) -> commands.Finalise:
    return commands.Finalise(**read(contract.ElectionRef, request))


def enter_count(request: Request) -> commands.EnterCount:
    return restored(commands.EnterCount, read(contract.EnterCentreCount, request))


def draw_lot(request: Request) -> commands.DrawLot:
    return restored(commands.DrawLot, read(contract.RecordLot, request))


def confirm(request: Request) -> commands.ConfirmResults:
    return commands.ConfirmResults(**read(contract.ElectionRef, request))


def voters(request: Request) -> tuple[str, bool | None, str | None, int]:
    """Of which election, which of them, and the page."""
    asked = read(contract.ListVoters, request)
    eligible = {"true": True, "false": False}.get(asked["eligible"])
    return asked["election_id"], eligible, asked["after"], asked["limit"]
