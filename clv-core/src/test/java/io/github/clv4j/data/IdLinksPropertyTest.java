package io.github.clv4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.LogArbitraries.Setup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** Union-find against a search that is repeated for every question. */
@Domain(LogArbitraries.class)
@Domain(DomainContext.Global.class)
class IdLinksPropertyTest {
    /** Ids of the logs that arise, and others. */
    private static final List<String> IDS = List.of("1", "2", "3", "-40", "5", "60", "a", "b", "Z", "ä");

    @Provide
    Arbitrary<List<IdLink>> links() {
        return linksOf(IDS);
    }

    @Provide
    Arbitrary<List<IdLink>> linksOfNumbers() {
        return linksOf(IDS.subList(0, 6));
    }

    private static Arbitrary<List<IdLink>> linksOf(List<String> ids) {
        return Combinators.combine(Arbitraries.of(ids), Arbitraries.of(ids))
                .as((one, other) -> new IdLink(one, other, null))
                .filter(link -> !link.one().equals(link.other()))
                .list()
                .ofMaxSize(9);
    }

    private static IdLinks build(List<IdLink> links) {
        IdLinksBuilder builder = IdLinks.builder();
        links.forEach(link -> builder.link(link.one(), link.other(), link.source()));
        return builder.build();
    }

    /** All ids that a search along the links reaches. */
    private static NavigableSet<String> reached(List<IdLink> links, String id) {
        NavigableSet<String> found = new TreeSet<>(IdOrder::compare);
        found.add(id);
        boolean grew = true;
        while (grew) {
            grew = false;
            for (IdLink link : links) {
                if (found.contains(link.one()) || found.contains(link.other())) {
                    grew |= found.addAll(List.of(link.one(), link.other()));
                }
            }
        }
        return found;
    }

    private static void assertIsReached(IdLinks some, List<IdLink> links) {
        for (String id : IDS) {
            assertThat(some.idsOf(id)).containsExactlyElementsOf(reached(links, id));
            assertThat(some.resolve(id)).isEqualTo(reached(links, id).first());
        }
    }

    @Property(seed = "1", tries = 500)
    void personsAreWhatASearchReaches(@ForAll("links") List<IdLink> links, @ForAll Random random) {
        IdLinks some = build(links);
        assertIsReached(some, links);
        assertThat(some.report().read()).isEqualTo(links.size());
        assertThat(some.report().accepted()).isEqualTo(some.ids() - some.persons());
        List<IdLink> shuffled = new ArrayList<>();
        for (IdLink link : links) {
            shuffled.add(random.nextBoolean() ? link : new IdLink(link.other(), link.one(), null));
        }
        Collections.shuffle(shuffled, random);
        assertIsReached(build(shuffled), links);
        assertThat(build(shuffled).report().redundant()).isEqualTo(some.report().redundant());
    }

    @Property(seed = "2", tries = 500)
    void takingLinksAwayUndoesThem(@ForAll("links") List<IdLink> links, @ForAll Random random) {
        if (links.isEmpty()) {
            return;
        }
        IdLink gone = links.get(random.nextInt(links.size()));
        IdLinks some = build(links);
        assertIsReached(
                some.without(gone.other(), gone.one()),
                links.stream()
                        .filter(link -> !link.isBetween(gone.one(), gone.other()))
                        .toList());
        assertIsReached(
                some.withSplit(gone.one()),
                links.stream().filter(link -> !link.has(gone.one())).toList());
    }

    @Property(seed = "3", tries = 500, edgeCases = EdgeCasesMode.NONE)
    void linkingALogGivesTheLogOfRenamedRows(
            @ForAll Setup setup, @ForAll List<Row> rows, @ForAll List<Row> later, @ForAll("links") List<IdLink> told) {
        IdLinks links = build(told);
        TransactionLog linked = Row.log(setup.options(), rows).withLinks(links);
        TransactionLog expected = Row.log(setup.options(), renamed(rows, links));
        assertThat(linked.sameRows(expected)).isTrue();
        assertThat(linked.report()).isEqualTo(expected.report());
        for (String id : IDS) {
            int customer = expected.index().indexOf(links.resolve(id));
            assertThat(linked.index().indexOf(id) < 0).isEqualTo(customer < 0);
            if (customer >= 0) {
                assertThat(linked.index().id(linked.index().indexOf(id))).isEqualTo(links.resolve(id));
            }
        }
        // What is appended under any id of a person that is known goes to that person.
        List<Row> known = later.stream()
                .filter(row -> row.customer() != null && linked.index().indexOf(row.customer()) >= 0)
                .toList();
        assertThat(Row.append(linked, known).sameRows(Row.append(expected, renamed(known, links))))
                .isTrue();
    }

    private static List<Row> renamed(List<Row> rows, IdLinks links) {
        return rows.stream()
                .map(row -> row.customer() == null ? row : row.under(links.resolve(row.customer())))
                .toList();
    }

    @Property(seed = "4", tries = 200, edgeCases = EdgeCasesMode.NONE)
    void numbersAreLinkedAsTheirTexts(
            @ForAll Setup setup, @ForAll List<Row> rows, @ForAll("linksOfNumbers") List<IdLink> told) {
        IdLinks links = build(told);
        TransactionLogBuilder numbers = TransactionLog.builder(setup.options());
        rows.forEach(row -> row.addAsNumberTo(numbers));
        assertThat(numbers.build()
                        .withLinks(links)
                        .sameRows(Row.log(setup.options(), rows).withLinks(links)))
                .isTrue();
    }
}
