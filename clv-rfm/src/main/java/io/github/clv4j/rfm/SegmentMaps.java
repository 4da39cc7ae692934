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

    /**
     * Eleven segments from Champions to Lost, on r and the mean of f and m: Putler's published ranges cut so that they do
     * not overlap, under names of our own where they read better.
     */
    public static final SegmentMap CLASSIC = load("classic.segments");

    /** Putler's eleven segments under their own names and with their published ranges, the narrowest first. */
    public static final SegmentMap PUTLER = load("putler.segments");

    /** The ten segments of the widely copied grid of r and f, from Champions to Hibernating; m plays no part. */
    public static final SegmentMap RF_GRID = load("rf-grid.segments");

    /** Shopify's group names on cells of our own, because Shopify's cuts are not public. */
    public static final SegmentMap SHOPIFY_LIKE = load("shopify-like.segments");

    /** pymc-marketing's default segments of quartile scores, 64 cells. */
    public static final SegmentMap QUARTILE = load("quartile.segments");

    /** The segments that R's rfm 0.2 documents, with its holes as Others. */
    public static final SegmentMap R_RFM_0_2 = load("r-rfm-0.2.segments");

    /** The segments of the vignette of R's rfm 0.3, with its holes as Others. */
    public static final SegmentMap R_RFM_VIGNETTE = load("r-rfm-vignette.segments");

    /** The eight types of high and low r, f and m after Alibaba Cloud; two bins. */
    public static final SegmentMap ALIBABA = load("alibaba.segments");

    /** Five segments of our own: Best, Regulars, Beginners, Slipping, Past. */
    public static final SegmentMap SIMPLE = load("simple.segments");

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
