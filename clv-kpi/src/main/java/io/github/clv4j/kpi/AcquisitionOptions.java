package io.github.clv4j.kpi;

import io.github.clv4j.data.DiscountRate;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What acquisition figures need beside the log. Immutable; each {@code with} method returns a changed copy.
 *
 * <p>Defaults: nothing is known, and no discount. What needs more is then undefined, or based on revenue and says so.
 */
public final class AcquisitionOptions {
    private static final AcquisitionOptions DEFAULTS =
            new AcquisitionOptions(null, null, null, null, null, DiscountRate.none());

    private final @Nullable AcquisitionSpend spend;
    private final @Nullable ProspectCounts prospects;
    private final @Nullable ProspectCounts visits;
    private final @Nullable BigDecimal grossMargin;
    private final long @Nullable [] valueToCome;
    private final DiscountRate discount;

    private AcquisitionOptions(
            @Nullable AcquisitionSpend spend,
            @Nullable ProspectCounts prospects,
            @Nullable ProspectCounts visits,
            @Nullable BigDecimal grossMargin,
            long @Nullable [] valueToCome,
            DiscountRate discount) {
        this.spend = spend;
        this.prospects = prospects;
        this.visits = visits;
        this.grossMargin = grossMargin;
        this.valueToCome = valueToCome;
        this.discount = Objects.requireNonNull(discount, "discount");
    }

    /** The defaults named above. */
    public static AcquisitionOptions withDefaults() {
        return DEFAULTS;
    }

    /** What was spent on acquiring customers. */
    public AcquisitionOptions withSpend(AcquisitionSpend acquisitionSpend) {
        return new AcquisitionOptions(
                Objects.requireNonNull(acquisitionSpend, "acquisitionSpend"),
                prospects,
                visits,
                grossMargin,
                valueToCome,
                discount);
    }

    /** How many people were approached: the base of the acquisition rate. */
    public AcquisitionOptions withProspects(ProspectCounts counts) {
        return new AcquisitionOptions(
                spend, Objects.requireNonNull(counts, "counts"), visits, grossMargin, valueToCome, discount);
    }

    /** How many people came to look: the base of the conversion rate. */
    public AcquisitionOptions withVisits(ProspectCounts counts) {
        return new AcquisitionOptions(
                spend, prospects, Objects.requireNonNull(counts, "counts"), grossMargin, valueToCome, discount);
    }

    /**
     * Gross margin as a part of revenue, for a log without costs.
     *
     * @param rate 0 to 1, read as the shortest decimal that denotes it: 0.35 is exactly 35 %
     */
    public AcquisitionOptions withGrossMargin(double rate) {
        if (rate >= 0 && rate <= 1) {
            return new AcquisitionOptions(spend, prospects, visits, BigDecimal.valueOf(rate), valueToCome, discount);
        }
        throw new IllegalArgumentException("gross margin is " + rate + "; it must be 0 to 1 (0.35 is 35 %)");
    }

    /**
     * What each customer is predicted to be worth from the as-of day on, by any model.
     *
     * @param minorByCustomer minor units by the log's customer number; copied
     */
    public AcquisitionOptions withValueToCome(long[] minorByCustomer) {
        return new AcquisitionOptions(spend, prospects, visits, grossMargin, minorByCustomer.clone(), discount);
    }

    /** The rate at which margin to come is discounted in the discounted payback. Default: none. */
    public AcquisitionOptions withDiscount(DiscountRate rate) {
        return new AcquisitionOptions(spend, prospects, visits, grossMargin, valueToCome, rate);
    }

    @Nullable
    AcquisitionSpend spend() {
        return spend;
    }

    @Nullable
    ProspectCounts prospects() {
        return prospects;
    }

    @Nullable
    ProspectCounts visits() {
        return visits;
    }

    @Nullable
    BigDecimal grossMargin() {
        return grossMargin;
    }

    long @Nullable [] valueToCome() {
        return valueToCome;
    }

    /** The rate at which margin to come is discounted. */
    public DiscountRate discount() {
        return discount;
    }
}
