"""Calm for this stage of the wait, and help where somebody writes of wanting to die."""

from bot.care.calm import DISCLAIMER, Calming, Exercise, Stage, choose, load_calming, stage
from bot.care.crisis import (
    Crisis,
    Help,
    Line,
    help_for,
    listeners,
    load_crisis,
    paragraphs,
    reminder,
)
from bot.care.dark_words import Concern, DarkRules, Heard, hear, load_dark_rules

__all__ = [
    "DISCLAIMER",
    "Calming",
    "Concern",
    "Crisis",
    "DarkRules",
    "Exercise",
    "Heard",
    "Help",
    "Line",
    "Stage",
    "choose",
    "hear",
    "help_for",
    "listeners",
    "load_calming",
    "load_crisis",
    "load_dark_rules",
    "paragraphs",
    "reminder",
    "stage",
]
