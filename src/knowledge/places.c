/* The places that imprints name. */
#include "knowledge/places.h"

#include "wrappers/pattern.h"

bool place_is_city(struct str words) {
    static struct pattern city =
        PATTERN("^(?:London|New "
                "York|Paris|Berlin|Oxford|Cambridge|Boston|Chicago|Philadelphia|Toronto|Sydney|"
                "Melbourne|Dublin|"
                "Edinburgh|Glasgow|Manchester|Leipzig|München|Munich|Frankfurt.*|Hamburg|Köln|"
                "Stuttgart|Göttingen|Tübingen|Heidelberg|"
                "Wien|Vienna|Zürich|Bern|Basel|Genève|Geneva|Amsterdam|Leiden|Rotterdam|Bruxelles|"
                "Brussels|Roma|Rome|Milano|Milan|"
                "Torino|Firenze|Florence|Madrid|Barcelona|Sevilla|Valencia|Bilbao|Murcia|Lyon|"
                "Strasbourg|Hannover|Bonn|Dresden|Lisboa|Lisbon|México|Buenos "
                "Aires|Bogotá|Moscow|Москва|М\\.?|Санкт-Петербург|"
                "СПб\\.?|Warszawa|Praha|Budapest|Copenhagen|København|Stockholm|Oslo|Helsinki|"
                "Tokyo|Beijing|Delhi|New Delhi|Singapore|"
                "Washington.*|Los Angeles|San Francisco|Princeton|New "
                "Haven|Ithaca|Berkeley|Baltimore|Atlanta|Durham|Minneapolis)$");
    return pattern_in(&city, words);
}

bool place_is_region(struct str words) {
    static struct pattern region = PATTERN(
        "^(?:\\p{Lu}{2,3}|\\p{Lu}[.\\x02]\\p{Lu}[.\\x02]|England|Scotland|Wales|Ireland|Ma\\p{Ll}+|"
        "Conn|Ontario|Ont|Canada|Australia|Austria|Belgium|China|Denmark|Finland|France|Germany|"
        "Greece|India|Italy|Japan|Mexico|Netherlands|Norway|Poland|Portugal|Spain|Sweden|"
        "Switzerland|Turkey)[.\\x02]?(?:,|$)");
    return pattern_in(&region, words);
}
