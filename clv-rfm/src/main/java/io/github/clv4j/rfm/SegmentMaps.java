package io.github.clv4j.rfm;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Segment maps to choose from. Each is a text file beside this class, which also tells its source, the precedence chosen
 * where the source's ranges overlap, and what is our own choice where the source is silent.
 */
public final class SegmentMaps {
    private static final List<SegmentMap> CATALOGUE = new ArrayList<>();

    /**
     * Eleven groups named as a love story, from Soulmates to Break-Ups, on r, f and m; after Omniconvert's published
     * ranges.
     */
    public static final SegmentMap OMNICONVERT = load("omniconvert.segments");

    /** Eleven segments from Champions to Lost, on r and the mean of f and m; after Putler's published ranges. */
    public static final SegmentMap CLASSIC = load("classic.segments");

    private SegmentMaps() {}

    /** All maps of the catalogue. */
    public static List<SegmentMap> all() {
        return List.copyOf(CATALOGUE);
    }

    /**
     * The map of that name; upper and lower case are the same.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static SegmentMap named(String name) {
        for (SegmentMap map : CATALOGUE) {
            if (map.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                return map;
            }
        }
        throw new IllegalArgumentException("there is no segment map '" + name + "'; there are "
                + CATALOGUE.stream().map(SegmentMap::name).toList());
    }

    private static SegmentMap load(String file) {
        try (InputStream in = SegmentMaps.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("resource " + file + " is missing beside " + SegmentMaps.class);
            }
            SegmentMap map = SegmentMap.parse(new InputStreamReader(in, StandardCharsets.UTF_8), file);
            CATALOGUE.add(map);
            return map;
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + file + " cannot be read", e);
        }
    }
}
