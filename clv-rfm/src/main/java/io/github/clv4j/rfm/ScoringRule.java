package io.github.clv4j.rfm;

/**
 * How raw values become scores. Below, v<sub>1</sub> &le; … &le; v<sub>n</sub> are the values of the n customers that are
 * scored, <em>from the worst to the best</em> (days since the last order fall, orders and spend rise), and k is the number
 * of bins.
 *
 * <table>
 * <caption>What becomes of equal values and of bins</caption>
 * <tr><th>rule</th><th>equal values</th><th>bins</th></tr>
 * <tr><td>{@link #QUANTILE}</td><td>one score</td><td>may be empty</td></tr>
 * <tr><td>{@link #NTILE}</td><td>may be split, by id</td><td>equal within one customer</td></tr>
 * <tr><td>{@link #PERCENT_RANK}</td><td>one score, by the lowest rank among them</td><td>may be empty</td></tr>
 * <tr><td>{@link #CUME_DIST}</td><td>one score, by the highest rank among them</td><td>may be empty</td></tr>
 * <tr><td>{@link #AVERAGE_RANK}</td><td>one score, by the mean rank among them</td><td>may be empty</td></tr>
 * <tr><td>{@link #R_RFM}</td><td>one score</td><td>may be empty</td></tr>
 * <tr><td>{@link #JENKS}</td><td>one score</td><td>the best ones empty if there are fewer values than bins</td></tr>
 * <tr><td>{@link #MEAN}</td><td>one score</td><td>2</td></tr>
 * <tr><td>{@link #FIXED}</td><td>one score</td><td>may be empty</td></tr>
 * </table>
 *
 * <p>A score that nobody gets is told by {@link RfmScores#warnings}; the others keep their meaning. No rule depends on
 * the order of customers in the input.
 */
public enum ScoringRule {
    /**
     * Quantile cuts of type 7 (Hyndman and Fan 1996, <a
     * href="https://doi.org/10.2307/2684934">doi:10.2307/2684934</a>; the default of R's {@code quantile} and of {@code
     * numpy.quantile}), intervals closed on the right, as {@code pandas.qcut} closes them.
     *
     * <p>Let v<sub>0</sub> &le; … &le; v<sub>n-1</sub> be the raw values in ascending order. Cut i, for i = 1..k-1, lies
     * at h = (n-1)&middot;i/k: with q = &lfloor;h&rfloor; it is v<sub>q</sub> + (h-q)&middot;(v<sub>q+1</sub> -
     * v<sub>q</sub>). The bin of a value is 1 + the number of cuts strictly below it; where low is best, the score is k + 1
     * less the bin.
     *
     * <p>Ties: the bin depends on the value alone. Where more than 1/k of the customers share a value bins are empty. If
     * all values are equal, all customers are in bin 1, which is the best score of recency and the lowest of the others.
     */
    QUANTILE,
    /**
     * SQL's {@code NTILE(k) OVER (ORDER BY value, customer_id)}, from the worst value to the best, and in id order where
     * values are equal. With n = qk + m the first m scores get q + 1 customers, the others q; with fewer customers than
     * bins the scores above n are given to nobody.
     *
     * <p>Ties are split: of two customers with the same value, the one with the lower id may get the lower score. Ids are
     * compared as {@link io.github.clv4j.data.CustomerIndex#inIdOrder} does. Frozen edges keep the id at which a tie was
     * split.
     */
    NTILE,
    /** SQL's {@code PERCENT_RANK}: p = (rank - 1)/(n - 1) with the lowest rank of equal values; score = min(k, 1 + &lfloor;kp&rfloor;). */
    PERCENT_RANK,
    /** SQL's {@code CUME_DIST}: p = (number of values no better)/n; score = &lceil;kp&rceil;. */
    CUME_DIST,
    /** p = (mean of the first and the last rank of equal values - 1/2)/n; score = &lceil;kp&rceil;. Ties lie centred. */
    AVERAGE_RANK,
    /**
     * What R's package {@code rfm} 0.3 does, for those who come from it: the cuts of {@link #QUANTILE} <em>plus 1</em>
     * (1 day, 1 order, 1 major unit of money, and a whole 1 of a share, which leaves returns nearly unscored), intervals closed on the left. For whole numbers with whole quantiles this
     * is {@link #QUANTILE}; for money it is not, and where most amounts lie below 1 nearly everybody gets the lowest score.
     */
    R_RFM,
    /**
     * Natural breaks: the k classes of neighbouring values with the least sum of squared distances to their class means
     * (Fisher 1958, <a href="https://doi.org/10.2307/2281952">doi:10.2307/2281952</a>; Jenks 1967), found exactly. Of
     * equally good classes those with the lower breaks count. Sorts the values and is slower than the others: the cost
     * grows with k&middot;d&middot;log d for d different values.
     */
    JENKS,
    /**
     * Better than the arithmetic mean is 2, all else is 1. For 2 bins. Where values are quotients, the mean is as exact as a
     * {@code double}, and a customer who is exactly average may be on either side of it.
     */
    MEAN,
    /** Thresholds that somebody chose: {@link RfmThresholds#of(io.github.clv4j.data.MoneyScale, MonetaryMeasure, double[],
     * double[], double[])} with {@link RfmOptions#withThresholds}. Cannot be set as a rule, for it needs them. */
    FIXED
}
