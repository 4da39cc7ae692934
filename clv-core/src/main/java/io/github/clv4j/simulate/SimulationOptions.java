package io.github.clv4j.simulate;

import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeGrid;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which customers are made and how long they are watched. Immutable; each {@code with} method returns a changed copy.
 *
 * <p>Defaults: 1,000 customers, seed 1, all first purchases on one day, no horizon after the last day, and 1.00 a purchase
 * in XTS, the code that ISO 4217 keeps for tests.
 */
public final class SimulationOptions {
    private static final int MOST_CUSTOMERS = 100_000_000;

    private final LocalDate firstDay;
    private final LocalDate lastDay;
    private final int customers;
    private final long seed;
    private final int entryDays;
    private final int horizonDays;
    private final MoneyScale money;
    private final Spend spend;

    /** An amount for all, or Gamma-Gamma's parameters. */
    private record Spend(long fixedMinor, double p, double q, double nu) {
        boolean isFixed() {
            return p == 0;
        }
    }

    private SimulationOptions(
            LocalDate firstDay,
            LocalDate lastDay,
            int customers,
            long seed,
            int entryDays,
            int horizonDays,
            MoneyScale money,
            Spend spend) {
        this.firstDay = firstDay;
        this.lastDay = lastDay;
        this.customers = customers;
        this.seed = seed;
        this.entryDays = entryDays;
        this.horizonDays = horizonDays;
        this.money = Objects.requireNonNull(money, "money");
        this.spend = spend;
        long watched = lastDay.toEpochDay() - firstDay.toEpochDay();
        if (watched < 0) {
            throw new IllegalArgumentException(
                    "last day " + lastDay + " is before the first day " + firstDay + "; it must not be");
        }
        if (entryDays > watched + 1) {
            throw new IllegalArgumentException("customers enter over " + entryDays + " days; from " + firstDay + " to "
                    + lastDay + " there are " + (watched + 1));
        }
    }

    /**
     * The defaults, for first purchases from one day on and observation up to the end of another.
     *
     * @throws IllegalArgumentException if the last day is before the first, or one is outside 0001-01-01..9999-12-31
     */
    public static SimulationOptions of(LocalDate firstDay, LocalDate lastDay) {
        TimeGrid grid = TimeGrid.withDefaults();
        return new SimulationOptions(
                LocalDate.ofEpochDay(grid.day(firstDay)),
                LocalDate.ofEpochDay(grid.day(lastDay)),
                1_000,
                1,
                1,
                0,
                MoneyScale.of("XTS", 2),
                new Spend(100, 0, 0, 0));
    }

    /** How many customers. Default 1,000. */
    public SimulationOptions withCustomers(int count) {
        if (count >= 1 && count <= MOST_CUSTOMERS) {
            return new SimulationOptions(firstDay, lastDay, count, seed, entryDays, horizonDays, money, spend);
        }
        throw new IllegalArgumentException("customers are " + count + "; there must be 1.." + MOST_CUSTOMERS);
    }

    /** Where the random numbers begin: the same seed makes the same customers. Default 1. */
    public SimulationOptions withSeed(long number) {
        return new SimulationOptions(firstDay, lastDay, customers, number, entryDays, horizonDays, money, spend);
    }

    /**
     * The first purchases are spread evenly over this many days from the first day on. Default 1: all on one day.
     *
     * @param days 1 or more, at most the days up to the last one
     */
    public SimulationOptions withEntryDays(int days) {
        if (days >= 1) {
            return new SimulationOptions(firstDay, lastDay, customers, seed, days, horizonDays, money, spend);
        }
        throw new IllegalArgumentException("customers enter over " + days + " days; it must be 1 or more");
    }

    /**
     * How long customers are followed after the last day, for {@link Simulation#futurePurchases}. The log and the histories
     * end with the last day whatever the horizon is. Default 0.
     *
     * @param days 0 or more
     */
    public SimulationOptions withHorizonDays(int days) {
        if (days >= 0) {
            return new SimulationOptions(firstDay, lastDay, customers, seed, entryDays, days, money, spend);
        }
        throw new IllegalArgumentException("horizon is " + days + " days; it must be 0 or more");
    }

    /**
     * The same amount for each purchase. Default 1.00 XTS.
     *
     * @param scale the currency
     * @param amountMinor in minor units, 0 or more
     */
    public SimulationOptions withSpend(MoneyScale scale, long amountMinor) {
        if (amountMinor >= 0) {
            Spend fixed = new Spend(amountMinor, 0, 0, 0);
            return new SimulationOptions(firstDay, lastDay, customers, seed, entryDays, horizonDays, scale, fixed);
        }
        throw new IllegalArgumentException("amount is " + amountMinor + " minor units; it must be 0 or more");
    }

    /**
     * Amounts of the Gamma-Gamma model (Colombo and Jiang 1999; Fader and Hardie, note 025, brucehardie.com): each
     * purchase's amount is Gamma(p, ν) in major units, ν being Gamma(q, nu) across customers. Amounts are rounded to minor
     * units, and to at least one of them.
     *
     * @param scale the currency
     * @param p shape of a customer's amounts, above 0
     * @param q shape of the scales across customers, above 0; only above 1 the amounts have a mean
     * @param nu rate of the scales across customers, in major units, above 0
     */
    public SimulationOptions withGammaGammaSpend(MoneyScale scale, double p, double q, double nu) {
        Spend drawn = new Spend(0, positive("p", p), positive("q", q), positive("nu", nu));
        return new SimulationOptions(firstDay, lastDay, customers, seed, entryDays, horizonDays, scale, drawn);
    }

    private static double positive(String name, double value) {
        if (value > 0 && value < Double.POSITIVE_INFINITY) {
            return value;
        }
        throw new IllegalArgumentException(name + " is " + value + "; it must be finite and above 0");
    }

    /** The day of the first first purchases. */
    public LocalDate firstDay() {
        return firstDay;
    }

    /** The last day that is observed. */
    public LocalDate lastDay() {
        return lastDay;
    }

    /** How many customers. */
    public int customers() {
        return customers;
    }

    /** Where the random numbers begin. */
    public long seed() {
        return seed;
    }

    /** Days over which the first purchases are spread. */
    public int entryDays() {
        return entryDays;
    }

    /** Days after the last one in which customers are followed. */
    public int horizonDays() {
        return horizonDays;
    }

    /** Currency and digits of the amounts. */
    public MoneyScale money() {
        return money;
    }

    /** Days since 1970-01-01 of a customer's first purchase. */
    int entryDay(int customer) {
        return (int) (firstDay.toEpochDay() + (long) customer * entryDays / customers);
    }

    /** ln of the scale ν of a customer's amounts; drawn before its amounts. */
    double logScale(Draws draws) {
        return spend.isFixed() ? 0 : draws.logGamma(spend.q) - StrictMath.log(spend.nu);
    }

    /** An amount in minor units. */
    long amount(Draws draws, double logScale) {
        if (spend.isFixed()) {
            return spend.fixedMinor;
        }
        double minor = StrictMath.exp(draws.logGamma(spend.p) - logScale) * money.minorPerMajor();
        if (minor < 0x1p62) {
            return StrictMath.max(1, StrictMath.round(minor));
        }
        throw new ArithmeticException(
                "an amount of " + minor + " minor units does not fit 64 bits; q = " + spend.q + " is too small");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SimulationOptions that
                && firstDay.equals(that.firstDay)
                && lastDay.equals(that.lastDay)
                && customers == that.customers
                && seed == that.seed
                && entryDays == that.entryDays
                && horizonDays == that.horizonDays
                && money.equals(that.money)
                && spend.equals(that.spend);
    }

    @Override
    public int hashCode() {
        return Objects.hash(firstDay, lastDay, customers, seed, entryDays, horizonDays, money, spend);
    }

    @Override
    public String toString() {
        return customers + " customers from " + firstDay + " over " + entryDays + " days until " + lastDay + " and "
                + horizonDays + " days more, seed " + seed + ", "
                + (spend.isFixed()
                        ? money.format(spend.fixedMinor) + " " + money.currency() + " a purchase"
                        : "Gamma-Gamma p " + spend.p + ", q " + spend.q + ", nu " + spend.nu + " in "
                                + money.currency());
    }
}
