package dev.fairlead.agent.source.bucket;

import dev.fairlead.agent.source.SourceException;
import dev.fairlead.agent.source.SourceException.Kind;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A page of a listing, in the words of S3 ({@code Contents}, {@code Key}) or of Azure ({@code Blob}, {@code Name}).
 *
 * @param next what the next page begins with; empty after the last
 */
record Listing(List<Item> items, Optional<String> next) {
    /**
     * One object.
     *
     * @param etag what changes with its content, as the service writes it
     */
    record Item(String key, String etag, long size) {}

    private static final XMLInputFactory XML = factory();

    /** Without documents' own types, through which a file of ours or the network could be read. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    static Listing s3(byte[] xml, String place) {
        return read(
                xml, new Words("ListBucketResult", "Contents", "Key", "ETag", "Size", "NextContinuationToken"), place);
    }

    static Listing azure(byte[] xml, String place) {
        return read(
                xml, new Words("EnumerationResults", "Blob", "Name", "Etag", "Content-Length", "NextMarker"), place);
    }

    /** The service's own word for an error: {@code <Error><Code>…}. */
    static String errorCode(byte[] xml) {
        try {
            XMLStreamReader reader = XML.createXMLStreamReader(new ByteArrayInputStream(xml));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT
                        && reader.getLocalName().equals("Code")) {
                    String code = reader.getElementText();
                    return code.matches("[A-Za-z]{1,64}") ? code : "";
                }
            }
        } catch (XMLStreamException | RuntimeException e) {
            // An answer of something else than the service.
        }
        return "";
    }

    private record Words(String root, String item, String key, String etag, String size, String next) {}

    private static Listing read(byte[] xml, Words words, String place) {
        try {
            XMLStreamReader reader = XML.createXMLStreamReader(new ByteArrayInputStream(xml));
            reader.nextTag();
            if (!reader.getLocalName().equals(words.root())) {
                throw malformed(place);
            }
            List<Item> items = new ArrayList<>();
            String next = "";
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    if (reader.getLocalName().equals(words.item())) {
                        items.add(item(reader, words, place));
                    } else if (reader.getLocalName().equals(words.next())) {
                        next = reader.getElementText();
                    }
                }
            }
            return new Listing(items, Optional.of(next).filter(token -> !token.isEmpty()));
        } catch (XMLStreamException | RuntimeException e) {
            throw e instanceof SourceException known ? known : malformed(place);
        }
    }

    private static Item item(XMLStreamReader reader, Words words, String place) throws XMLStreamException {
        String key = "";
        String etag = "";
        String size = "0";
        while (!(reader.next() == XMLStreamConstants.END_ELEMENT
                && reader.getLocalName().equals(words.item()))) {
            if (reader.getEventType() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            String name = reader.getLocalName();
            if (name.equals(words.key())) {
                key = reader.getElementText();
            } else if (name.equals(words.etag())) {
                etag = reader.getElementText();
            } else if (name.equals(words.size())) {
                size = reader.getElementText();
            }
        }
        if (key.isEmpty()) {
            throw malformed(place);
        }
        return new Item(key, etag, Long.parseLong(size));
    }

    private static SourceException malformed(String place) {
        return new SourceException(
                Kind.MALFORMED,
                place,
                "the answer is no listing of a bucket",
                "check the endpoint and the bucket's name");
    }
}
