"""Pages without any list of works: articles, shops, calendars and so on. Nothing is to be found in them."""

import html

from layouts import escaped, linked, menu


def say(page, least=1, most=3):
    return escaped(page.language.text(page.chance, least, most))


def noun(page):
    return page.chance.choice(page.language.nouns)


def heading(page):
    return escaped(noun(page)[:1].upper() + noun(page)[1:])


def person(page):
    name = page.maker.person()
    return escaped(f"{name['given']} {name['family']}")


def price(page):
    return f"{page.chance.randint(2, 90)},{page.chance.choice(('00', '50', '95'))} €"


def day(page):
    return f"{page.chance.randint(1, 28)} {page.chance.choice(page.language.months)} {page.chance.randint(1999, 2019)}"


def many(page, form, least=4, most=14):
    return [form() for _ in range(page.chance.randint(least, most))]


def article(page):
    """Running text with links in its sentences."""
    def paragraph():
        words = say(page, 3, 5).split(" ")
        at = page.chance.randrange(len(words) - 4)
        words[at : at + 2] = [linked(" ".join(words[at : at + 2]), f"/topic/{at}.html")]
        return f"<p>{' '.join(words)}</p>"

    yield from many(page, paragraph)


def home(page):
    yield f'<img src="logo.gif" alt="{heading(page)}"><p>{say(page)}</p>'
    yield from many(page, lambda: f"<h2>{heading(page)}</h2><p>{say(page, 1, 2)}</p>", 2, 3)
    yield f"<p>{say(page, 1, 1)}</p>"


def gallery(page):
    yield "<table><tr>"
    yield from many(page, lambda: f'<td><a href="big/{page.chance.randint(1, 999)}.jpg"><img src="s.jpg" alt=""></a></td>')
    yield "</tr></table>"


def captions(page):
    yield from many(page, lambda: f'<div class="photo"><img src="{page.chance.randint(1, 99)}.jpg" alt=""><p>{heading(page)}</p></div>')


def shop(page):
    yield from many(page, lambda: f'<div class="product"><h3><a href="/p/{page.chance.randint(1, 999)}">{heading(page)}</a></h3>'
                    f'<span>{price(page)}</span> <button>+</button></div>')


def found_goods(page):
    yield f'<form action="/search"><input name="q" value="{html.escape(noun(page))}"></form><p>1–10 / {page.chance.randint(11, 900)}</p><ul>'
    yield from many(page, lambda: f'<li><a href="/item?id={page.chance.randint(1, 999)}">{heading(page)} {page.chance.randint(2, 60)} cm</a>'
                    f" {price(page)}</li>")
    yield "</ul>"


def calendar(page):
    yield "<table>"
    yield from many(page, lambda: f"<tr><td>{day(page)}</td><td>{page.chance.randint(9, 21)}:30</td><td>{heading(page)}</td></tr>")
    yield "</table>"


def month(page):
    yield "<table>" + "".join("<tr>" + "".join(f"<td>{week * 7 + at + 1}</td>" for at in range(7)) + "</tr>" for week in range(4)) + "</table>"


def blog(page):
    more = escaped(page.language.labels[1])
    yield from many(page, lambda: f'<div class="post"><h2><a href="/blog/{page.chance.randint(1, 999)}">{say(page, 1, 1)[:-1]}</a></h2>'
                    f'<p class="meta">{day(page)} · {person(page)}</p><p>{say(page, 1, 2)} <a href="#more">{more}</a></p></div>', 4, 8)


def login(page):
    yield '<form method="post"><p><input name="user"></p><p><input type="password" name="pass"></p><input type="submit"></form>'
    yield f"<p>{say(page, 1, 1)}</p>"


def questions(page):
    yield from many(page, lambda: f"<h3>{heading(page)}?</h3><p>{say(page)}</p>")


def question_list(page):
    yield "<dl>" + "".join(many(page, lambda: f"<dt><b>{heading(page)}?</b></dt><dd>{say(page, 1, 2)}</dd>")) + "</dl>"


def staff(page):
    yield "<table>"
    yield from many(page, lambda: f'<tr><td>{person(page)}</td><td>{heading(page)}</td><td>0{page.chance.randint(100, 999)} / '
                    f'{page.chance.randint(1000, 9999)}</td><td><a href="mailto:{page.chance.randint(1, 99)}@example.org">@</a></td></tr>')
    yield "</table>"


def forum(page):
    yield from many(page, lambda: f'<div class="message"><b>{person(page)}</b> <small>{day(page)}, {page.chance.randint(8, 23)}:17</small>'
                    f"<p>{say(page)}</p></div>")


def sitemap(page):
    yield menu(page)
    yield from many(page, lambda: f"<h3>{heading(page)}</h3>{menu(page)}", 1, 3)


def prices(page):
    yield "<ul>" + "".join(many(page, lambda: f"<li>{heading(page)} ... {price(page)}</li>")) + "</ul>"


def timetable(page):
    times = lambda: "".join(f"<td>{page.chance.randint(5, 22)}:{page.chance.randint(10, 59)}</td>" for _ in range(5))
    yield "<table>" + "".join(many(page, lambda: f"<tr><th>{heading(page)}</th>{times()}</tr>")) + "</table>"


def recipe(page):
    yield "<ul>" + "".join(many(page, lambda: f"<li>{page.chance.randint(50, 500)} g {escaped(noun(page))}</li>")) + "</ul>"
    yield "<ol>" + "".join(many(page, lambda: f"<li>{say(page, 1, 2)}</li>", 3, 6)) + "</ol>"


def press_release(page):
    yield f"<p>{day(page)}</p>" + "".join(many(page, lambda: f"<p>{say(page, 2, 4)}</p>", 3, 6))
    yield f"<p>{escaped(page.language.menu[6])}: {person(page)}, 0{page.chance.randint(10, 99)} 4455667</p>"


def minutes(page):
    yield f"<p>{person(page)}, {person(page)}, {person(page)}</p><ol>"
    yield from many(page, lambda: f"<li><b>{heading(page)}</b><br>{say(page, 1, 2)}</li>")
    yield "</ol>"


def legal(page):
    yield from many(page, lambda: f"<h4>§ {page.chance.randint(1, 40)} {heading(page)}</h4><p>{say(page, 2, 4)}</p>")


def directions(page):
    yield f"<p>{person(page)}<br>{heading(page)} {page.chance.randint(1, 99)}<br>{page.chance.randint(10000, 99999)} {heading(page)}</p>"
    yield f"<p>{say(page)}</p>"


def results(page):
    yield "<table>" + "".join(many(page, lambda: f"<tr><td>{page.chance.randint(1, 30)}.</td><td>{person(page)}</td>"
                                   f"<td>{page.chance.randint(100, 900)}</td></tr>")) + "</table>"


def missing(page):
    yield f"<h2>404</h2><p>{say(page, 1, 1)}</p>{menu(page)}"


KINDS = {function.__name__.replace("_", "-"): function for function in (
    article, home, gallery, captions, shop, found_goods, calendar, month, blog, login, questions, question_list, staff,
    forum, sitemap, prices, timetable, recipe, press_release, minutes, legal, directions, results, missing)}
