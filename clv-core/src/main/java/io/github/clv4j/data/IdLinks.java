package io.github.clv4j.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.eclipse.collections.impl.map.mutable.primitive.ObjectIntHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which ids belong to one person: those that are linked, directly or through others (union-find). Immutable; neither the
 * order of the links nor that of the ids in a link plays a part.
 *
 * <p>A person is shown under its smallest id: numbers come before text, numbers by value, text by its UTF-16 units. Links
 * are kept as they were told, so that taking one away, or splitting an id off, gives exactly what would be there had the
 * links never been told. {@link TransactionLog#withLinks} makes one customer of each person; keep the log without links
 * to apply others later.
 *
 * <pre>{@code
 * IdLinks links = IdLinks.builder().link("cookie-7", "jo@example.org").link("jo@example.org", "card-12").build();
 * links.resolve("jo@example.org"); // card-12
 * }</pre>
 */
public final class IdLinks {
    private final List<IdLink> links;
    private final List<Apart> apart;
    private final @Nullable IdLinkReport report;
    /** All ids in their order; the smallest of a person comes first and stands for it. */
    private final String[] ids;

    private final int[] rootOf;
    /** The next id of the same person, or -1. */
    private final int[] nextOf;

    private final ObjectIntHashMap<String> placeOf;
    private final int persons;

    /** Two ids that are different persons, and the row that says so. */
    record Apart(String one, String other, String source, long row) {}

    IdLinks(List<IdLink> links, List<Apart> apart, @Nullable IdLinkReport report) {
        this.links = List.copyOf(links);
        this.apart = List.copyOf(apart);
        this.report = report;
        this.ids = sortedIds(this.links);
        this.placeOf = new ObjectIntHashMap<>(ids.length);
        this.rootOf = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            placeOf.put(ids[i], i);
            rootOf[i] = i;
        }
        for (IdLink link : this.links) {
            int one = root(placeOf.get(link.one()));
            int other = root(placeOf.get(link.other()));
            // The smaller id stands for both, so that the order of links does not show in the result.
            rootOf[Math.max(one, other)] = Math.min(one, other);
        }
        this.nextOf = new int[ids.length];
        int[] last = new int[ids.length];
        int found = 0;
        for (int i = 0; i < ids.length; i++) {
            rootOf[i] = rootOf[rootOf[i]];
            nextOf[i] = -1;
            if (rootOf[i] == i) {
                found++;
            } else {
                nextOf[last[rootOf[i]]] = i;
            }
            last[rootOf[i]] = i;
        }
        this.persons = found;
        this.apart.forEach(this::requireApart);
    }

    private IdLinks(IdLinks other, IdLinkReport report) {
        this.links = other.links;
        this.apart = other.apart;
        this.ids = other.ids;
        this.rootOf = other.rootOf;
        this.nextOf = other.nextOf;
        this.placeOf = other.placeOf;
        this.persons = other.persons;
        this.report = report;
    }

    private static String[] sortedIds(List<IdLink> links) {
        String[] all = new String[Math.multiplyExact(2, links.size())];
        for (int i = 0; i < links.size(); i++) {
            all[2 * i] = links.get(i).one();
            all[2 * i + 1] = links.get(i).other();
        }
        Arrays.parallelSort(all, IdOrder::compare);
        int distinct = 0;
        for (String id : all) {
            if (distinct == 0 || !all[distinct - 1].equals(id)) {
                all[distinct++] = id;
            }
        }
        return Arrays.copyOf(all, distinct);
    }

    private int root(int place) {
        int at = place;
        while (rootOf[at] != at) {
            rootOf[at] = rootOf[rootOf[at]];
            at = rootOf[at];
        }
        return at;
    }

    private void requireApart(Apart pair) {
        if (!pair.one().equals(pair.other()) && isSamePerson(pair.one(), pair.other())) {
            throw new DataException(new RowProblem(
                    pair.source(),
                    pair.row(),
                    "apart",
                    pair.one() + "' and '" + pair.other(),
                    RejectReason.BAD_CUSTOMER_ID,
                    "they are stated to be different persons, but links join them to '" + resolve(pair.one())
                            + "'; take a link away, or this statement"));
        }
    }

    /** A builder for links of a source called {@code links}; the first bad row ends the reading. */
    public static IdLinksBuilder builder() {
        return builder("links", BadRowPolicy.fail());
    }

    /**
     * A builder for links.
     *
     * @param source what the rows are called in messages, such as a file's name
     * @param badRows whether a bad row ends the reading or is counted and skipped
     */
    public static IdLinksBuilder builder(String source, BadRowPolicy badRows) {
        return new IdLinksBuilder(source, badRows);
    }

    /**
     * A builder that has these links and statements already and takes more. Its report counts the links that are here,
     * and no row that was rejected before.
     */
    public IdLinksBuilder appender(String source, BadRowPolicy badRows) {
        return new IdLinksBuilder(source, badRows, this);
    }

    /**
     * These links without those between two ids.
     *
     * @throws IllegalArgumentException if there is no link between them; ids may be joined through others
     */
    public IdLinks without(String one, String other) {
        List<IdLink> kept =
                links.stream().filter(link -> !link.isBetween(one, other)).toList();
        if (kept.size() < links.size()) {
            return new IdLinks(kept, apart, report);
        }
        throw new IllegalArgumentException("there is no link between '" + one + "' and '" + other + "'"
                + (isSamePerson(one, other) ? "; they are joined through others" : ""));
    }

    /**
     * These links without all of one id. Ids that were joined through it alone come apart too.
     *
     * @throws IllegalArgumentException if the id has no link
     */
    public IdLinks withSplit(String id) {
        List<IdLink> kept = links.stream().filter(link -> !link.has(id)).toList();
        if (kept.size() < links.size()) {
            return new IdLinks(kept, apart, report);
        }
        throw new IllegalArgumentException("id '" + id + "' has no link; there is nothing to split it off from");
    }

    IdLinks withReport(IdLinkReport own) {
        return new IdLinks(this, own);
    }

    /** The smallest id of the person; an id without a link is its own. */
    public String resolve(String id) {
        int place = placeOf.getIfAbsent(id, -1);
        return place < 0 ? id : ids[rootOf[place]];
    }

    /** True if both ids are one person, or the same id. */
    public boolean isSamePerson(String one, String other) {
        return resolve(one).equals(resolve(other));
    }

    /** All ids of the person of an id, the smallest first. */
    public List<String> idsOf(String id) {
        int place = placeOf.getIfAbsent(id, -1);
        if (place < 0) {
            return List.of(id);
        }
        List<String> all = new ArrayList<>();
        for (int i = rootOf[place]; i >= 0; i = nextOf[i]) {
            all.add(ids[i]);
        }
        return List.copyOf(all);
    }

    /** Number of ids that have a link. */
    public int ids() {
        return ids.length;
    }

    /** Number of persons that those ids belong to. */
    public int persons() {
        return persons;
    }

    /** The links, in the order in which they were told. */
    public List<IdLink> links() {
        return links;
    }

    /** What became of the rows when the links were built; taking links away later does not change it. */
    public IdLinkReport report() {
        return Objects.requireNonNull(report);
    }

    List<Apart> apart() {
        return apart;
    }

    String id(int place) {
        return ids[place];
    }

    /** The place of the smallest id of the same person. */
    int rootOf(int place) {
        return rootOf[place];
    }

    @Override
    public String toString() {
        return links.size() + " links of " + ids.length + " ids of " + persons + " persons";
    }
}
