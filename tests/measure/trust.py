"""Do confidences mean what they say? How often a field was right, by its confidence and by the rule that read it."""

import collections

LEAST = 100  # fewer fields say nothing


def tenth(confidence):
    return min(9, int(confidence * 10 + 1e-9))


def trusted(measured):
    """All (confidence, rule, field, right, entry found) of pages that were read with their evidence."""
    return [each for one in measured for each in one.trusted]


def by_tenth(all_trusted):
    """For each tenth of confidence that occurs, from below: (number of fields, number of right ones)."""
    found = collections.defaultdict(lambda: [0, 0])
    for confidence, _, _, right, _ in all_trusted:
        found[tenth(confidence)][0] += 1
        found[tenth(confidence)][1] += right
    return dict(sorted(found.items()))


def print_tenths(all_trusted):
    print(f"{'confidence':12}{'fields':>8}{'right':>8}{'share':>8}")
    for number, (fields, right) in by_tenth(all_trusted).items():
        print(f"{number / 10:.1f} to {number / 10 + 0.1:.1f}  {fields:8}{right:8}{right / fields:8.2f}")


def print_rules(all_trusted):
    """Field and rule, with the confidences given and the share that was right; "in found": where the entry is one."""
    groups = collections.defaultdict(list)
    for confidence, rule, field, right, found in all_trusted:
        groups[field, rule].append((confidence, right, found))
    print(f"\n{'field':18}{'rule':24}{'fields':>8}{'from':>7}{'to':>7}{'share':>8}{'in found':>10}")
    for (field, rule), group in sorted(groups.items(), key=lambda item: (item[0][0], -len(item[1]), item[0])):
        given = [confidence for confidence, *_ in group]
        right, found = (sum(one[place] for one in group) for place in (1, 2))
        shares = f"{right / len(group):8.2f}" + (f"{right / found:10.2f}" if found else f"{'–':>10}")
        print(f"{field:18}{rule[:23]:24}{len(group):8}{min(given):7.2f}{max(given):7.2f}{shares}")


def faults(all_trusted):
    """What is grossly wrong, in sentences: a tenth far below its word, or surer fields that are right less often."""
    shares = {number: right / fields for number, (fields, right) in by_tenth(all_trusted).items() if fields >= LEAST}
    said = [f"fields of confidence {number / 10:.1f} and more are right in {share:.2f} of the cases"
            for number, share in shares.items() if share < number / 10 - 0.25]
    sure = [right for confidence, _, _, right, _ in all_trusted if confidence >= 0.7]
    unsure = [right for confidence, _, _, right, _ in all_trusted if confidence < 0.7]
    if len(unsure) >= LEAST and sum(sure) / len(sure) <= sum(unsure) / len(unsure):
        said.append("fields of confidence 0.7 and more are right no more often than those below")
    ordered = list(shares.items())
    for (low, low_share), (high, high_share) in zip(ordered, ordered[1:]):
        if high_share < low_share - 0.15:
            said.append(f"fields of confidence {high / 10:.1f} are right in {high_share:.2f} of the cases, "
                        f"those of {low / 10:.1f} in {low_share:.2f}")
    return said
