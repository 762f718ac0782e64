"""What is heard in our own sentences, set by set, and how long hearing takes."""

from collections import Counter
from pathlib import Path
from time import perf_counter

from bot.care import Concern, hear, load_dark_rules

SENTENCES = Path(__file__).parents[1] / "tests" / "core" / "dark_words"
NOTE = (
    "We spoke about the roadmap and the team. They use Kafka. I do not want to go on about it.\n\n"
)


def main() -> None:
    """Print a line per set with what is heard in it, then the times."""
    rules = load_dark_rules()
    print(f"{'sentences':29}" + "".join(f"{one.value:>14}" for one in Concern))
    for file in sorted(SENTENCES.glob("*.txt")):
        lines = [line.replace("\\n", "\n") for line in file.read_text("utf-8").splitlines() if line]
        heard = Counter(hear(line, rules).concern for line in lines)
        print(f"{file.stem:24}{len(lines):5}" + "".join(f"{heard[one]:14}" for one in Concern))
    for name, text, times in (("a message", NOTE, 1000), ("40,000 characters", NOTE * 430, 10)):
        began = perf_counter()
        for _ in range(times):
            hear(text, rules)
        print(f"{name}: {(perf_counter() - began) / times * 1000:.2f} ms")


if __name__ == "__main__":
    main()
