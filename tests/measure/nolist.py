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


def number(page):
    return page.chance.randint(100, 999)


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
    yield from many(page, lambda: f'<td><a href="big/{number(page)}.jpg"><img src="s.jpg" alt=""></a></td>')
    yield "</tr></table>"


def captions(page):
    picture = lambda: f'<div class="photo"><img src="{number(page)}.jpg" alt=""><p>{heading(page)}</p></div>'
    yield from many(page, picture)


def shop(page):
    goods = lambda: f"<h3>{linked(heading(page), f'/p/{number(page)}')}</h3><span>{price(page)}</span>"
    yield from many(page, lambda: f'<div class="product">{goods()} <button>+</button></div>')


def found_goods(page):
    yield f'<form action="/search"><input name="q" value="{html.escape(noun(page))}"></form>'
    yield f"<p>1–10 / {number(page)}</p><ul>"
    goods = lambda: linked(f"{heading(page)} {number(page)} cm", f"/item?id={number(page)}")
    yield from many(page, lambda: f"<li>{goods()} {price(page)}</li>")
    yield "</ul>"


def calendar(page):
    yield "<table>"
    hour = lambda: f"<td>{page.chance.randint(9, 21)}:30</td>"
    yield from many(page, lambda: f"<tr><td>{day(page)}</td>{hour()}<td>{heading(page)}</td></tr>")
    yield "</table>"


def month(page):
    yield "<table>"
    for week in range(0, 28, 7):
        yield "<tr>" + "".join(f"<td>{week + at}</td>" for at in range(1, 8)) + "</tr>"
    yield "</table>"


def blog(page):
    def post():
        address = f"/blog/{number(page)}"
        return (f"<div class=\"post\"><h2>{linked(say(page, 1, 1)[:-1], address)}</h2>"
                f'<p class="meta">{day(page)} · {person(page)}</p>'
                f"<p>{say(page, 1, 2)} {linked(escaped(page.language.labels[1]), address + '#more')}</p></div>")

    yield from many(page, post, 4, 8)


def login(page):
    yield '<form method="post"><p><input name="user"></p><p><input type="password" name="pass"></p>'
    yield '<input type="submit"></form>'
    yield f"<p>{say(page, 1, 1)}</p>"


def questions(page):
    yield from many(page, lambda: f"<h3>{heading(page)}?</h3><p>{say(page)}</p>")


def question_list(page):
    yield "<dl>" + "".join(many(page, lambda: f"<dt><b>{heading(page)}?</b></dt><dd>{say(page, 1, 2)}</dd>")) + "</dl>"


def staff(page):
    yield "<table>"
    letter = lambda: linked("@", f"mailto:{number(page)}@example.org")
    row = lambda: (person(page), heading(page), f"0{number(page)} / {number(page)}{number(page)}", letter())
    yield from many(page, lambda: "<tr>" + "".join(f"<td>{cell}</td>" for cell in row()) + "</tr>")
    yield "</table>"


def forum(page):
    head = lambda: f"<b>{person(page)}</b> <small>{day(page)}, {page.chance.randint(8, 23)}:17</small>"
    yield from many(page, lambda: f'<div class="message">{head()}<p>{say(page)}</p></div>')


def sitemap(page):
    yield menu(page)
    yield from many(page, lambda: f"<h3>{heading(page)}</h3>{menu(page)}", 1, 3)


def prices(page):
    yield "<ul>" + "".join(many(page, lambda: f"<li>{heading(page)} ... {price(page)}</li>")) + "</ul>"


def timetable(page):
    times = lambda: "".join(f"<td>{page.chance.randint(5, 22)}:{page.chance.randint(10, 59)}</td>" for _ in range(5))
    yield "<table>" + "".join(many(page, lambda: f"<tr><th>{heading(page)}</th>{times()}</tr>")) + "</table>"


def recipe(page):
    yield "<ul>" + "".join(many(page, lambda: f"<li>{number(page)} g {escaped(noun(page))}</li>")) + "</ul>"
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
    street = f"{heading(page)} {page.chance.randint(1, 99)}"
    yield f"<p>{person(page)}<br>{street}<br>{page.chance.randint(10000, 99999)} {heading(page)}</p>"
    yield f"<p>{say(page)}</p>"


def results(page):
    yield "<table>" + "".join(many(page, lambda: f"<tr><td>{page.chance.randint(1, 30)}.</td><td>{person(page)}</td>"
                                   f"<td>{page.chance.randint(100, 900)}</td></tr>")) + "</table>"


def missing(page):
    yield f"<h2>404</h2><p>{say(page, 1, 1)}</p>{menu(page)}"


KINDS = {function.__name__.replace("_", "-"): function for function in (
    article, home, gallery, captions, shop, found_goods, calendar, month, blog, login, questions, question_list, staff,
    forum, sitemap, prices, timetable, recipe, press_release, minutes, legal, directions, results, missing)}
