package io.github.clv4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** The union of two indexes against sets of ids that are joined by hand. Seeds are fixed: every run is the same. */
class CustomerIndexPropertyTest {
    private static final LogOptions EUR = LogOptions.of(MoneyScale.of("EUR"));

    /** Ids in the order of their first rows, and merges of the customers of two of them, kept id first. */
    record Ids(List<Integer> ids, List<List<Integer>> merges) {
        CustomerIndex index(boolean numeric) {
            TransactionLogBuilder builder = TransactionLog.builder(EUR);
            for (int id : ids) {
                if (numeric) {
                    builder.add(id, 0, 1);
                } else {
                    builder.add(Integer.toString(id), 0, 1);
                }
            }
            TransactionLog log = builder.build();
            for (List<Integer> merge : merges) {
                int kept = log.index().indexOf(merge.get(0));
                int other = log.index().indexOf(merge.get(1));
                if (kept >= 0 && other >= 0 && kept != other) {
                    log = log.withMerged(merge.get(0).toString(), merge.get(1).toString());
                }
            }
            return log.index();
        }
    }

    @Provide
    Arbitrary<Ids> someIds() {
        Arbitrary<Integer> id = Arbitraries.integers().between(0, 11);
        return Combinators.combine(
                        id.list().ofMaxSize(10), id.list().ofSize(2).list().ofMaxSize(5))
                .as(Ids::new);
    }

    @Property(seed = "51", tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void aUnionKnowsEveryIdAndWhoIsWho(
            @ForAll("someIds") Ids ones, @ForAll("someIds") Ids others, @ForAll boolean numeric) {
        CustomerIndex one = ones.index(numeric);
        CustomerIndex other = others.index(numeric);
        List<String> before = ids(one);
        CustomerIndex joined = one.union(other);

        // Sets of ids that are one customer; sets that share an id are poured together until none do.
        List<Set<String>> sets = new ArrayList<>(customers(one));
        sets.addAll(customers(other));
        for (boolean changed = true; changed; ) {
            changed = false;
            for (int i = 0; i < sets.size(); i++) {
                for (int j = sets.size() - 1; j > i; j--) {
                    if (sets.get(i).stream().anyMatch(sets.get(j)::contains)) {
                        sets.get(i).addAll(sets.remove(j));
                        changed = true;
                    }
                }
            }
        }
        assertThat(joined.size()).isEqualTo(sets.size());
        assertThat(new LinkedHashSet<>(customers(joined))).isEqualTo(new LinkedHashSet<>(sets));
        for (int c = 0; c < sets.size(); c++) {
            assertThat(sets.get(c))
                    .as("customers of the first index first, in order")
                    .contains(joined.id(c));
        }
        if (other.size() > 0 && sets.size() >= one.size() && one.size() > 0) {
            for (int c = 0; c < one.size(); c++) {
                if (joined.indexOf(one.id(c)) == c) {
                    assertThat(joined.id(c)).as("the id shown stays").isEqualTo(one.id(c));
                }
            }
        }
        assertThat(ids(one)).as("the parts stay").isEqualTo(before);
    }

    @Property(seed = "52", tries = 500, edgeCases = EdgeCasesMode.NONE)
    void aUnionHasTheSameCustomersEitherWay(
            @ForAll("someIds") Ids ones, @ForAll("someIds") Ids others, @ForAll boolean numeric) {
        CustomerIndex there = ones.index(numeric).union(others.index(numeric));
        CustomerIndex back = others.index(numeric).union(ones.index(numeric));
        assertThat(new LinkedHashSet<>(customers(there))).isEqualTo(new LinkedHashSet<>(customers(back)));
    }

    private static List<String> ids(CustomerIndex index) {
        List<String> ids = new ArrayList<>();
        for (int c = 0; c < index.size(); c++) {
            ids.add(index.id(c));
        }
        return ids;
    }

    /** For each customer all ids that find it, in the order of the customers' numbers. */
    private static List<Set<String>> customers(CustomerIndex index) {
        Map<Integer, Set<String>> sets = new LinkedHashMap<>();
        Map<Integer, Set<String>> found = new HashMap<>();
        for (int id = 0; id < 12; id++) {
            int customer = index.indexOf(Integer.toString(id));
            assertThat(index.indexOf(id)).isEqualTo(customer);
            if (customer >= 0) {
                found.computeIfAbsent(customer, c -> new LinkedHashSet<>()).add(Integer.toString(id));
            }
        }
        for (int c = 0; c < index.size(); c++) {
            Set<String> ids = found.getOrDefault(c, Set.of());
            assertThat(ids).as("its own id finds a customer").contains(index.id(c));
            sets.put(c, ids);
        }
        return new ArrayList<>(sets.values());
    }

    /** Ids of two letters, among which many share a hash with another, such as "Aa" and "BB". */
    @Provide
    Arbitrary<List<String>> collidingIds() {
        return Arbitraries.strings()
                .withChars('A', 'B', 'C', 'a', '\"', '#')
                .ofMinLength(1)
                .ofMaxLength(6)
                .list()
                .ofMinSize(1)
                .ofMaxSize(300);
    }

    @Property(seed = "53", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void textIdsAreFoundAsInAMapOneByOneAndTogether(
            @ForAll("collidingIds") List<String> ids, @ForAll("collidingIds") List<String> others) {
        TextCustomerIndex index = new TextCustomerIndex();
        Map<String, Integer> plain = new HashMap<>();
        for (String id : ids) {
            int next = plain.size();
            assertThat(index.intern(id)).isEqualTo(plain.computeIfAbsent(id, unused -> next));
        }
        for (String alias : others.subList(0, others.size() / 3)) {
            if (!plain.containsKey(alias)) {
                index.alias(alias, plain.size() % index.size());
                plain.put(alias, plain.size() % index.size());
            }
        }
        CustomerIndex copy = index.copy();
        int next = copy.intern("new one, longer than all");

        List<@Nullable String> sought = new ArrayList<>(ids);
        sought.add(null);
        sought.addAll(others);
        int[] found = new int[sought.size() + 2];
        index.find(sought.toArray(new @Nullable String[0]), 1, sought.size() - 1, found, 3);
        for (int i = 1; i < sought.size(); i++) {
            String id = sought.get(i);
            assertThat(found[i + 2]).isEqualTo(id == null ? -1 : plain.getOrDefault(id, -1));
            assertThat(id == null ? -1 : index.indexOf(id)).isEqualTo(found[i + 2]);
        }
        assertThat(index.size()).isEqualTo(next);
        assertThat(index.indexOf("new one, longer than all")).isEqualTo(-1);
        assertThat(copy.indexOf("new one, longer than all")).isEqualTo(next);
        Map<String, Integer> all = new HashMap<>();
        index.forEachId(all::put);
        assertThat(all).isEqualTo(plain);
        int last = index.size() - 1;
        TextCustomerIndex turned = index.reordered(
                IntStream.rangeClosed(0, last).mapToLong(c -> last - c).toArray());
        plain.forEach((id, c) -> assertThat(turned.indexOf(id)).isEqualTo(last - c));
        assertThat(IntStream.rangeClosed(0, last).mapToObj(c -> turned.id(last - c)))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(0, last).mapToObj(index::id).toList());
    }
}
