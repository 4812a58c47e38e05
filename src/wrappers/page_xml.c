/* Reading XML through the reader of libxml2: nothing is fetched, and no document type is allowed.
 */
#include "wrappers/page_xml.h"

#include <libxml/xmlreader.h>
#include <limits.h>

#include "ground/diag.h"

struct xml {
    xmlTextReaderPtr reader;
    bool empty; /* the element read last is <empty/>, and its end was not told yet */
};

static void close_reader(void *reader) {
    xmlFreeTextReader(reader);
}

struct xml *xml_open(struct arena *arena, struct str bytes) {
    struct xml *xml = arena_make(arena, struct xml, 1);
    if (bytes.len > INT_MAX)
        die_machine("XML of more than 2 GiB cannot be read");
    xml->reader = xmlReaderForMemory(bytes.at, (int)bytes.len, NULL, NULL,
                                     XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NOCDATA |
                                         XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    arena_defer(arena, close_reader, needed(xml->reader));
    return xml;
}

enum xml_piece xml_next(struct xml *xml, struct str *what) {
    *what = str_of((const char *)xmlTextReaderConstLocalName(xml->reader));
    if (xml->empty) {
        xml->empty = false;
        return PIECE_END;
    }
    for (;;) {
        int more = xmlTextReaderRead(xml->reader);
        if (more != 1)
            return more ? PIECE_DAMAGED : PIECE_LAST;
        *what = str_of((const char *)xmlTextReaderConstLocalName(xml->reader));
        switch (xmlTextReaderNodeType(xml->reader)) {
        case XML_READER_TYPE_ELEMENT:
            xml->empty = xmlTextReaderIsEmptyElement(xml->reader);
            return PIECE_START;
        case XML_READER_TYPE_END_ELEMENT:
            return PIECE_END;
        case XML_READER_TYPE_DOCUMENT_TYPE:
            return PIECE_DAMAGED;
        case XML_READER_TYPE_TEXT:
        case XML_READER_TYPE_WHITESPACE:
        case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
            *what = str_of((const char *)xmlTextReaderConstValue(xml->reader));
            return PIECE_TEXT;
        }
    }
}

struct str xml_attribute(struct arena *arena, struct xml *xml, const char *name) {
    struct str value = S("");
    while (xmlTextReaderMoveToNextAttribute(xml->reader) == 1)
        if (str_equal(str_of((const char *)xmlTextReaderConstLocalName(xml->reader)), str_of(name)))
            value = str_copy(arena, str_of((const char *)xmlTextReaderConstValue(xml->reader)));
    xmlTextReaderMoveToElement(xml->reader);
    return value;
}
