package io.github.clv4j.kpi;

import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * KPIs by id: those that come with the library and a host's own. Immutable.
 *
 * <pre>{@code
 * KpiCatalogue ours = KpiCatalogue.standard().with(refundRate);
 * KpiReport report = KpiReport.of(facts, options, ours.all());
 * CsvTables.write(ours.toTable(), folder.resolve("catalogue.csv"));
 * }</pre>
 */
public final class KpiCatalogue {
    private static final KpiCatalogue STANDARD = new KpiCatalogue(Kpis.all());

    private final List<Kpi> kpis;

    private KpiCatalogue(List<Kpi> kpis) {
        this.kpis = kpis;
    }

    /** The KPIs of {@link Kpis}. */
    public static KpiCatalogue standard() {
        return STANDARD;
    }

    /**
     * These KPIs and more.
     *
     * @throws IllegalArgumentException if an id is taken already; the message tells by which KPI
     */
    public KpiCatalogue with(Kpi... more) {
        Map<String, Kpi> byId = new LinkedHashMap<>();
        kpis.forEach(kpi -> byId.put(kpi.id(), kpi));
        for (Kpi kpi : more) {
            Kpi taken = byId.putIfAbsent(Objects.requireNonNull(kpi, "kpi").id(), kpi);
            if (taken != null) {
                throw new IllegalArgumentException("KPI id '" + kpi.id() + "' is taken by '" + taken.name()
                        + "'; give '" + kpi.name() + "' another id");
            }
        }
        return new KpiCatalogue(List.copyOf(byId.values()));
    }

    /** All KPIs, in the order in which they were added. */
    public List<Kpi> all() {
        return kpis;
    }

    /** The KPIs that a department answers for, alone or with others. */
    public List<Kpi> of(Department department) {
        List<Kpi> own = new ArrayList<>();
        for (Kpi kpi : kpis) {
            if (kpi.owners().contains(department)) {
                own.add(kpi);
            }
        }
        return own;
    }

    /**
     * The KPI of an id.
     *
     * @throws IllegalArgumentException if there is none; the message lists the ids
     */
    public Kpi byId(String id) {
        for (Kpi kpi : kpis) {
            if (kpi.id().equals(id)) {
                return kpi;
            }
        }
        throw new IllegalArgumentException("no KPI '" + id + "' in the catalogue; there are "
                + kpis.stream().map(Kpi::id).toList());
    }

    /**
     * One row a KPI: {@code kpi} (the id), {@code name}, {@code formula}, {@code unit}, {@code direction}, {@code owners},
     * {@code needs} (facts), {@code inputs} (what is needed beside the log), {@code undefined_if} and {@code interval};
     * several of a kind are separated by blanks.
     */
    public Table toTable() {
        return Table.of(
                "kpi_catalogue",
                kpis.size(),
                List.of(
                        Column.text("kpi", row -> kpis.get(row).id()),
                        Column.text("name", row -> kpis.get(row).name()),
                        Column.text("formula", row -> orNull(kpis.get(row).formula())),
                        Column.text("unit", row -> Texts.lowerCase(kpis.get(row).unit())),
                        Column.text(
                                "direction",
                                row -> Texts.lowerCase(kpis.get(row).direction())),
                        Column.text("owners", row -> words(kpis.get(row).owners())),
                        Column.text("needs", row -> words(kpis.get(row).needs())),
                        Column.text("inputs", row -> words(kpis.get(row).inputs())),
                        Column.text("undefined_if", row -> orNull(kpis.get(row).undefinedIf())),
                        Column.text(
                                "interval", row -> Texts.lowerCase(kpis.get(row).interval()))));
    }

    private static @Nullable String words(Collection<? extends Enum<?>> constants) {
        return orNull(constants.stream().map(Texts::lowerCase).collect(Collectors.joining(" ")));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    @Override
    public String toString() {
        return kpis.size() + " KPIs " + kpis.stream().map(Kpi::id).toList();
    }
}
