package io.github.clv4j.kpi;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Survival curves of customers under contract, for all and by group, from {@link ContractSpells}: a spell that is over
 * ended after its days, any other is censored after them. Immutable.
 */
public final class ContractSurvival {
    private final Groups groups;
    private final List<KaplanMeier> curves;

    private ContractSurvival(ContractSpells spells, SpellChoice choice, Groups groups) {
        Objects.requireNonNull(choice, "choice");
        this.groups = groups;
        int[] chosen = IntStream.range(0, spells.count())
                .filter(i -> choice == SpellChoice.ALL || spells.isFirst(i))
                .toArray();
        int[] size = new int[groups.count()];
        for (int spell : chosen) {
            size[groups.ofCustomer(spells.customer(spell))]++;
        }
        int[][] ofGroup = new int[groups.count()][];
        ofGroup[0] = chosen;
        for (int g = 1; g < ofGroup.length; g++) {
            ofGroup[g] = new int[size[g]];
        }
        for (int spell : chosen) {
            int g = groups.ofCustomer(spells.customer(spell));
            if (g != 0) {
                ofGroup[g][--size[g]] = spell;
            }
        }
        this.curves = Arrays.stream(ofGroup).map(own -> curve(spells, own)).toList();
    }

    private static KaplanMeier curve(ContractSpells spells, int[] own) {
        boolean[] ended = new boolean[own.length];
        for (int i = 0; i < own.length; i++) {
            ended[i] = spells.isOver(own[i]);
        }
        return KaplanMeier.of(IntStream.of(own).map(spells::days).toArray(), ended);
    }

    /** The curve of all customers. */
    public static ContractSurvival of(ContractSpells spells, SpellChoice choice) {
        return new ContractSurvival(spells, choice, Groups.everyone());
    }

    /**
     * The curves of all customers and of each group.
     *
     * @param customers groups of the subscriptions' customers
     * @throws IllegalArgumentException if the grouping is of another number of customers
     */
    public static ContractSurvival of(ContractSpells spells, SpellChoice choice, Grouping customers) {
        return new ContractSurvival(spells, choice, Groups.ofCustomers(spells.subscriptions(), customers));
    }

    /** Labels of the groups; the first is {@value PeriodFacts#ALL}. */
    public List<String> groups() {
        return groups.labels();
    }

    /** The curve of a group. */
    public KaplanMeier curve(int group) {
        return curves.get(group);
    }

    /**
     * One row for each group and step of its curve: {@code group} and the columns of
     * {@link KaplanMeier#toTable KaplanMeier}.
     *
     * @param level such as 0.95
     */
    public Table toTable(double level, SurvivalIntervalType type) {
        List<Table> tables =
                curves.stream().map(curve -> curve.toTable(level, type)).toList();
        int rows = tables.stream().mapToInt(Table::rows).sum();
        int[] groupOf = new int[rows];
        int[] stepOf = new int[rows];
        int next = 0;
        for (int g = 0; g < tables.size(); g++) {
            for (int step = 0; step < tables.get(g).rows(); step++) {
                groupOf[next] = g;
                stepOf[next++] = step;
            }
        }
        List<Column> columns = new ArrayList<>();
        columns.add(Column.text("group", row -> groups.labels().get(groupOf[row])));
        for (String name : List.of("day", "at_risk", "ended", "censored")) {
            columns.add(Column.integer(
                    name, row -> tables.get(groupOf[row]).column(name).longAt(stepOf[row])));
        }
        for (String name : List.of("survival", "standard_error", "lower", "upper")) {
            columns.add(Column.decimal(
                    name, row -> tables.get(groupOf[row]).column(name).doubleAt(stepOf[row])));
        }
        return Table.of("contract_survival", rows, columns);
    }

    /**
     * One row a group: {@code group}, {@code customers}, {@code ended}, {@code median_days}, {@code undefined}: why the
     * median is unknown.
     */
    public Table medians() {
        return Table.of(
                "contract_medians",
                curves.size(),
                List.of(
                        Column.text("group", row -> groups.labels().get(row)),
                        Column.integer("customers", row -> curves.get(row).customers()),
                        Column.integer("ended", row -> curves.get(row).ended()),
                        Column.decimal(
                                "median_days",
                                row -> curves.get(row).medianDays().value()),
                        Column.text(
                                "undefined", row -> curves.get(row).medianDays().undefinedReason())));
    }

    @Override
    public String toString() {
        return "contract survival by " + groups.name() + " " + groups.labels();
    }
}
