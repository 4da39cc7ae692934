package io.github.clv4j.kpi;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A KPI and all that is known of it: name, formula, unit, direction, owner, what it needs, when it is undefined, and how
 * it is computed. Immutable. {@link Kpis} holds those that come with the library; own ones are made the same way:
 *
 * <pre>{@code
 * Kpi refundRate = Kpi.of("refund_rate", "Refund rate", cell ->
 *                 cell.money(Fact.REFUNDED).over(cell.money(Fact.GROSS_REVENUE), "no gross revenue in the period"))
 *         .withFormula("refunded / gross revenue")
 *         .withUnit(KpiUnit.RATIO)
 *         .withDirection(KpiDirection.DOWN_IS_GOOD)
 *         .withOwner(Department.PRODUCT)
 *         .withNeeds(Fact.REFUNDED, Fact.GROSS_REVENUE)
 *         .withUndefinedIf("there is no gross revenue");
 * }</pre>
 */
public final class Kpi {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

    private final String id;
    private final String name;
    private final Function<KpiCell, KpiValue> computation;
    private final String formula;
    private final KpiUnit unit;
    private final KpiDirection direction;
    private final Set<Department> owners;
    private final Set<Fact> needs;
    private final Set<KpiInput> inputs;
    private final String undefinedIf;
    private final KpiInterval interval;

    private Kpi(
            String id,
            String name,
            Function<KpiCell, KpiValue> computation,
            String formula,
            KpiUnit unit,
            KpiDirection direction,
            Set<Department> owners,
            Set<Fact> needs,
            Set<KpiInput> inputs,
            String undefinedIf,
            KpiInterval interval) {
        this.id = id;
        this.name = name;
        this.computation = computation;
        this.formula = formula;
        this.unit = unit;
        this.direction = direction;
        this.owners = owners;
        this.needs = needs;
        this.inputs = inputs;
        this.undefinedIf = undefinedIf;
        this.interval = interval;
    }

    /**
     * A KPI: a ratio, neither up nor down being good, of no department, that needs nothing and is always defined, unless
     * the {@code with} methods say otherwise.
     *
     * @param id how files and tables call it: lower-case words joined by underscores
     * @param name how people call it; not blank
     * @param computation from the facts and inputs of a group in a period to a value. It may ask only for what
     *     {@link #withNeeds} and {@link #withInputs} name, and must depend on nothing else.
     */
    public static Kpi of(String id, String name, Function<KpiCell, KpiValue> computation) {
        if (!ID.matcher(Objects.requireNonNull(id, "id")).matches()) {
            throw new IllegalArgumentException(
                    "KPI id is '" + id + "'; it must be lower-case words joined by underscores, such as 'repeat_rate'");
        }
        return new Kpi(
                id,
                text("name", name),
                Objects.requireNonNull(computation, "computation"),
                "",
                KpiUnit.RATIO,
                KpiDirection.NEUTRAL,
                Set.of(),
                Set.of(),
                Set.of(),
                "",
                KpiInterval.NONE);
    }

    private static String text(String what, String text) {
        if (Objects.requireNonNull(text, what).isBlank()) {
            throw new IllegalArgumentException(what + " of a KPI is blank");
        }
        return text;
    }

    /** How it is computed, in words. */
    public Kpi withFormula(String text) {
        return new Kpi(
                id,
                name,
                computation,
                text("formula", text),
                unit,
                direction,
                owners,
                needs,
                inputs,
                undefinedIf,
                interval);
    }

    /** What the value is told in. Default {@link KpiUnit#RATIO}. */
    public Kpi withUnit(KpiUnit newUnit) {
        Objects.requireNonNull(newUnit, "unit");
        return new Kpi(
                id, name, computation, formula, newUnit, direction, owners, needs, inputs, undefinedIf, interval);
    }

    /** Which way it should go. Default {@link KpiDirection#NEUTRAL}. */
    public Kpi withDirection(KpiDirection newDirection) {
        Objects.requireNonNull(newDirection, "direction");
        return new Kpi(
                id, name, computation, formula, unit, newDirection, owners, needs, inputs, undefinedIf, interval);
    }

    /** Who answers for it. Default: nobody. */
    public Kpi withOwner(Department department) {
        return new Kpi(
                id,
                name,
                computation,
                formula,
                unit,
                direction,
                Set.of(Objects.requireNonNull(department, "department")),
                needs,
                inputs,
                undefinedIf,
                interval);
    }

    /** The departments that answer for it together, the first one first. Default: nobody. */
    public Kpi withOwners(Department first, Department... others) {
        Set<Department> own = new LinkedHashSet<>();
        own.add(Objects.requireNonNull(first, "first"));
        Collections.addAll(own, others);
        return new Kpi(
                id,
                name,
                computation,
                formula,
                unit,
                direction,
                Collections.unmodifiableSet(own),
                needs,
                inputs,
                undefinedIf,
                interval);
    }

    /** The facts that it is computed from. Default none. */
    public Kpi withNeeds(Fact... facts) {
        Set<Fact> own = EnumSet.noneOf(Fact.class);
        Collections.addAll(own, facts);
        return new Kpi(
                id,
                name,
                computation,
                formula,
                unit,
                direction,
                owners,
                Collections.unmodifiableSet(own),
                inputs,
                undefinedIf,
                interval);
    }

    /** What it needs beside the log. Default nothing. */
    public Kpi withInputs(KpiInput... stated) {
        Set<KpiInput> own = EnumSet.noneOf(KpiInput.class);
        Collections.addAll(own, stated);
        return new Kpi(
                id,
                name,
                computation,
                formula,
                unit,
                direction,
                owners,
                needs,
                Collections.unmodifiableSet(own),
                undefinedIf,
                interval);
    }

    /** When it is undefined, in words that go on after "undefined if". Default: never. */
    public Kpi withUndefinedIf(String text) {
        return new Kpi(
                id,
                name,
                computation,
                formula,
                unit,
                direction,
                owners,
                needs,
                inputs,
                text("undefined case", text),
                interval);
    }

    /** The interval of its values, which {@link KpiCell#proportion} or {@link KpiCell#ratio} gives. Default none. */
    public Kpi withInterval(KpiInterval kind) {
        Objects.requireNonNull(kind, "kind");
        return new Kpi(id, name, computation, formula, unit, direction, owners, needs, inputs, undefinedIf, kind);
    }

    /** The value in a cell. */
    KpiValue compute(KpiCell cell) {
        KpiValue value = computation.apply(cell);
        if (value == null) {
            throw new IllegalStateException("KPI '" + id + "' was computed as null; an undefined value says why");
        }
        return value;
    }

    /** How files and tables call it. */
    public String id() {
        return id;
    }

    /** How people call it. */
    public String name() {
        return name;
    }

    /** How it is computed, in words; empty if not told. */
    public String formula() {
        return formula;
    }

    /** What the value is told in. */
    public KpiUnit unit() {
        return unit;
    }

    /** Which way it should go. */
    public KpiDirection direction() {
        return direction;
    }

    /** Who answers for it first, or null for nobody. */
    public @Nullable Department owner() {
        return owners.isEmpty() ? null : owners.iterator().next();
    }

    /** Who answers for it, the first one first; empty for nobody. */
    public Set<Department> owners() {
        return owners;
    }

    /** Which interval its values have. */
    public KpiInterval interval() {
        return interval;
    }

    /** The facts that it is computed from. */
    public Set<Fact> needs() {
        return needs;
    }

    /** What it needs beside the log. */
    public Set<KpiInput> inputs() {
        return inputs;
    }

    /** When it is undefined, in words that go on after "undefined if"; empty if it never is. */
    public String undefinedIf() {
        return undefinedIf;
    }

    @Override
    public String toString() {
        return id + (formula.isEmpty() ? "" : " = " + formula);
    }
}
