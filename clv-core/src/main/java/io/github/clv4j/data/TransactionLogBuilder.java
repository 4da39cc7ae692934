package io.github.clv4j.data;

import io.github.clv4j.internal.Parallel;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes rows in any order and builds a {@link TransactionLog}; the sink that every source writes to. For one thread and
 * one build.
 *
 * <pre>{@code
 * TransactionLogBuilder builder = TransactionLog.builder(LogOptions.of(MoneyScale.of("EUR")));
 * builder.add("c-17", LocalDate.of(2025, 3, 1), new BigDecimal("19.90"));
 * TransactionLog log = builder.build();
 * }</pre>
 */
public final class TransactionLogBuilder implements TransactionSink {
    private static final String DATE_RULE = "dates must be in 0001-01-01..9999-12-31";
    /** Text ids that are looked up together: enough to overlap their cache misses, few enough to stay in the cache. */
    private static final int TOGETHER = 1 << 13;
    /** Text ids that are looked up before the new ones of them are added. */
    private static final int LOOKED_UP = 1 << 16;

    private static final String NETTING_OVERFLOW =
            "a sum of refunds, costs or quantities, taken while refunds are netted, does not fit: money has 64 bits of minor"
                    + " units, a row's quantity 32";
    private static final String AMOUNT_RULE = "amounts must fit 64 bits of minor units";

    private final LogOptions options;
    private final int lastDay;
    private final boolean plain;
    private final @Nullable TransactionLog earlier;
    private final List<DimensionLabels> labels = new ArrayList<>();
    private final RowBuffer buffer;
    /** Where rows go of which nothing but day and amount is known; customers get their last numbers at the end. */
    private final @Nullable PlainRows plainRows;

    private final int[] codes;

    private @Nullable CustomerIndex index;
    /** True while the index is still that of the earlier log, which must not change. */
    private boolean isIndexShared;

    private final List<String> sources = new ArrayList<>(List.of("rows"));
    private long rowInSource;
    private boolean rowGiven;

    private long read;
    private final EnumMap<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
    private final EnumMap<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
    private long rejectedHere;
    private final List<RowProblem> firstProblems = new ArrayList<>();
    private long zeroAmounts;
    private long roundedAmounts;
    private boolean built;

    TransactionLogBuilder(LogOptions options, @Nullable TransactionLog earlier) {
        this.options = Objects.requireNonNull(options, "options");
        this.earlier = earlier;
        LocalDate last = options.lastDay();
        this.lastDay = last == null ? TimeGrid.MAX_DAY : options.timeGrid().day(last);
        List<String> dimensions = options.dimensions();
        for (String dimension : dimensions) {
            labels.add(new DimensionLabels(
                    earlier == null ? List.of() : earlier.dimension(dimension).labels()));
        }
        this.codes = new int[dimensions.size()];
        RowShape shape = RowShape.of(options);
        this.plain = shape.isPlain();
        this.buffer = new RowBuffer(shape, options.duplicates() == DuplicatePolicy.REJECT);
        this.plainRows = plain && earlier == null && !buffer.withPlace() ? new PlainRows() : null;
        if (earlier != null) {
            index = earlier.index();
            isIndexShared = true;
            IngestReport report = earlier.report();
            read = report.read();
            dropped.putAll(report.droppedByRow());
            rejected.putAll(report.rejectedByRow());
            firstProblems.addAll(report.firstProblems());
            zeroAmounts = report.zeroAmounts();
            roundedAmounts = report.roundedAmounts();
        }
    }

    @Override
    public LogOptions options() {
        return options;
    }

    @Override
    public void source(String name) {
        sources.add(Objects.requireNonNull(name, "name"));
        rowInSource = 0;
        rowGiven = false;
    }

    @Override
    public void row(long number) {
        if (number < 0) {
            throw new IllegalArgumentException("row number is " + number + "; it must be 0 or more");
        }
        rowInSource = number;
        rowGiven = true;
    }

    /**
     * Adds a row on a date, with an amount in major units. A date outside 0001-01-01..9999-12-31, and an amount that has
     * more decimals than the currency or does not fit, are bad rows.
     */
    public void add(@Nullable String customerId, LocalDate date, BigDecimal amount) {
        requirePlain();
        int day;
        long minor;
        try {
            day = options.timeGrid().day(date);
        } catch (IllegalArgumentException e) {
            reject(RejectReason.DATE_OUT_OF_RANGE, "date", date.toString(), DATE_RULE);
            return;
        }
        try {
            minor = options.money().exact(amount);
        } catch (TooManyDigitsException e) {
            reject(
                    RejectReason.TOO_MANY_DIGITS,
                    "amount",
                    amount.toString(),
                    options.money().currency() + " has " + options.money().digits() + " decimals");
            return;
        } catch (ArithmeticException e) {
            reject(RejectReason.AMOUNT_OUT_OF_RANGE, "amount", amount.toString(), AMOUNT_RULE);
            return;
        }
        add(customerId, day, minor);
    }

    @Override
    public void add(@Nullable String customerId, int day, long amountMinor) {
        requirePlain();
        requireTextIds();
        nextRow();
        if (customerId == null || customerId.isBlank()) {
            rejectEmptyId(customerId);
            return;
        }
        if (!admit(day, amountMinor)) {
            return;
        }
        store(number(customerId), day, amountMinor, 0, 0, null);
    }

    @Override
    public void addAll(long[] numbers, @Nullable String[] customerIds, int[] days, long[] amountsMinor, int rows) {
        requirePlain();
        addBlocks(numbers, customerIds, days, amountsMinor, rows);
    }

    private void addBlocks(
            long @Nullable [] numbers, @Nullable String[] customerIds, int[] days, long[] amountsMinor, int rows) {
        if (rows == 0) {
            return;
        }
        requireTextIds();
        int[] found = new int[Math.min(rows, LOOKED_UP)];
        for (int from = 0; from < rows; from += LOOKED_UP) {
            int count = Math.min(LOOKED_UP, rows - from);
            find(customerIds, from, count, found);
            for (int i = from; i < from + count; i++) {
                if (numbers != null) {
                    row(numbers[i]);
                }
                nextRow();
                String id = customerIds[i];
                int customer = found[i - from];
                if (id == null || (customer < 0 && id.isBlank())) {
                    rejectEmptyId(id);
                } else if (admit(days[i], amountsMinor[i])) {
                    // One that was not found may have come in one of the rows before.
                    store(customer >= 0 ? customer : number(id), days[i], amountsMinor[i], 0, 0, null);
                }
            }
        }
    }

    /** Looks ids up, on several threads if they are many; the index stays as it is. */
    private void find(@Nullable String[] customerIds, int from, int count, int[] found) {
        CustomerIndex ids = Objects.requireNonNull(index);
        int pieces = (count + TOGETHER - 1) / TOGETHER;
        if (pieces == 1) {
            ids.find(customerIds, from, count, found, 0);
            return;
        }
        Parallel.pieces(pieces, p -> {
            int first = p * TOGETHER;
            ids.find(customerIds, from + first, Math.min(TOGETHER, count - first), found, first);
        });
    }

    @Override
    public void add(long customerId, int day, long amountMinor) {
        requirePlain();
        requireNumericIds();
        nextRow();
        if (admit(day, amountMinor)) {
            storeNumeric(customerId, day, amountMinor);
        }
    }

    @Override
    public void add(
            @Nullable String customerId, int day, long amountMinor, long costMinor, @Nullable String... labels) {
        requireNoQuantity();
        add(customerId, day, amountMinor, costMinor, 0, labels);
    }

    @Override
    public void add(
            @Nullable String customerId,
            int day,
            long amountMinor,
            long costMinor,
            int quantity,
            @Nullable String... labels) {
        requireDetails(costMinor, quantity, labels);
        requireTextIds();
        nextRow();
        if (customerId == null || customerId.isBlank()) {
            rejectEmptyId(customerId);
            return;
        }
        if (!admit(day, amountMinor)) {
            return;
        }
        store(number(customerId), day, amountMinor, costMinor, quantity, labels);
    }

    @Override
    public void add(long customerId, int day, long amountMinor, long costMinor, @Nullable String... labels) {
        requireNoQuantity();
        add(customerId, day, amountMinor, costMinor, 0, labels);
    }

    @Override
    public void add(
            long customerId, int day, long amountMinor, long costMinor, int quantity, @Nullable String... labels) {
        requireDetails(costMinor, quantity, labels);
        requireNumericIds();
        nextRow();
        if (admit(day, amountMinor)) {
            storeNumeric(customerId, day, amountMinor, costMinor, quantity, labels);
        }
    }

    /**
     * Adds rows from arrays of equal length, to a log without cost, quantity and dimensions.
     *
     * @param customerIds customer of each row
     * @param days days since 1970-01-01
     * @param amountsMinor amounts in minor units
     */
    public void addAll(long[] customerIds, int[] days, long[] amountsMinor) {
        requireSameLength(customerIds.length, days.length, amountsMinor.length);
        requirePlain();
        if (customerIds.length == 0) {
            return;
        }
        requireNumericIds();
        if (plainRows == null) {
            addOneByOne(customerIds, days, amountsMinor, 0, customerIds.length);
            return;
        }
        plainRows.addAll(customerIds, days, amountsMinor, new PlainRows.Gate() {
            @Override
            public boolean admits(PlainExtent some) {
                return admitsAll(some);
            }

            @Override
            public void kept(int from, int to) {
                nextRow();
                read += to - from - 1;
                rowInSource += to - from - 1;
                requireRoom(plainRows.rows() + (to - from));
            }

            @Override
            public void oneByOne(int from, int to) {
                addOneByOne(customerIds, days, amountsMinor, from, to);
            }
        });
    }

    private void addOneByOne(long[] customerIds, int[] days, long[] amountsMinor, int from, int to) {
        for (int i = from; i < to; i++) {
            nextRow();
            if (admit(days[i], amountsMinor[i])) {
                storeNumeric(customerIds[i], days[i], amountsMinor[i]);
            }
        }
    }

    /** True if {@link #admit} would let all rows between these limits in without counting anything. */
    private boolean admitsAll(PlainExtent some) {
        boolean refunds = options.refunds() == RefundPolicy.NET || options.refunds() == RefundPolicy.KEEP_NEGATIVE;
        return some.firstDay() >= TimeGrid.MIN_DAY
                && some.lastDay() <= lastDay
                && !some.hasZero()
                && some.leastAmount() > (refunds ? Long.MIN_VALUE : 0);
    }

    /** As {@link #addAll(long[], int[], long[])}, for ids that are text. */
    public void addAll(@Nullable String[] customerIds, int[] days, long[] amountsMinor) {
        requireSameLength(customerIds.length, days.length, amountsMinor.length);
        requirePlain();
        addBlocks(null, customerIds, days, amountsMinor, customerIds.length);
    }

    /**
     * Adds rows from arrays of equal length, with cost and labels.
     *
     * @param costsMinor cost of each row, or null for a log without cost
     * @param labelColumns one array of labels for each of the log's dimensions
     */
    public void addAll(
            @Nullable String[] customerIds,
            int[] days,
            long[] amountsMinor,
            long @Nullable [] costsMinor,
            @Nullable String[]... labelColumns) {
        addAll(customerIds, days, amountsMinor, costsMinor, (int[]) null, labelColumns);
    }

    /**
     * Adds rows from arrays of equal length, with cost, quantity and labels.
     *
     * @param costsMinor cost of each row, or null for a log without cost
     * @param quantities units of each row, or null for a log without quantity
     * @param labelColumns one array of labels for each of the log's dimensions
     */
    public void addAll(
            @Nullable String[] customerIds,
            int[] days,
            long[] amountsMinor,
            long @Nullable [] costsMinor,
            int @Nullable [] quantities,
            @Nullable String[]... labelColumns) {
        requireSameLength(customerIds.length, days.length, amountsMinor.length);
        if (costsMinor != null) {
            requireSameLength(customerIds.length, costsMinor.length, costsMinor.length);
        }
        if (quantities != null) {
            requireSameLength(customerIds.length, quantities.length, quantities.length);
        } else {
            requireNoQuantity();
        }
        for (@Nullable String[] column : labelColumns) {
            requireSameLength(customerIds.length, column.length, column.length);
        }
        @Nullable String[] labelsOfRow = new @Nullable String[labelColumns.length];
        for (int i = 0; i < customerIds.length; i++) {
            for (int d = 0; d < labelsOfRow.length; d++) {
                labelsOfRow[d] = labelColumns[d][i];
            }
            add(
                    customerIds[i],
                    days[i],
                    amountsMinor[i],
                    costsMinor == null ? 0 : costsMinor[i],
                    quantities == null ? 0 : quantities[i],
                    labelsOfRow);
        }
    }

    @Override
    public void reject(RejectReason reason, String column, @Nullable String value, String rule) {
        nextRow();
        rejectCurrent(reason, column, value, rule);
    }

    @Override
    public void rounded() {
        roundedAmounts++;
    }

    /**
     * The log of all rows added, after those of the log that this builder appends to.
     *
     * @throws DataException if a duplicate is met that the policies do not allow
     * @throws IllegalStateException if called twice
     */
    public TransactionLog build() {
        if (built) {
            throw new IllegalStateException("this builder has built its log; begin another");
        }
        built = true;
        CustomerIndex customers = index == null ? new TextCustomerIndex() : index;
        LogAssembly assembly;
        NettingTotals netting;
        IngestReport before = earlier == null ? IngestReport.EMPTY : earlier.report();
        try {
            if (plainRows != null && plainRows.rows() > 0) {
                PlainAssembly.Assembled numbered = PlainAssembly.of(plainRows);
                customers =
                        customers instanceof TextCustomerIndex text ? text.reordered(numbered.ids()) : numbered.index();
                assembly = new LogAssembly(
                        options,
                        numbered.start(),
                        numbered.rows(),
                        plainRows.extent().leastAmount() < 0,
                        this::duplicate);
            } else {
                assembly = new LogAssembly(options, customers.size(), labels, earlier, buffer, this::duplicate);
            }
            netting = before.netting()
                    .minus(
                            earlier == null
                                    ? NettingTotals.NONE
                                    : earlier.originals().totals())
                    .plus(assembly.originals().totals());
            netting.cancelledCostMinor();
        } catch (NettingOverflowException e) {
            throw new DataException("customer '" + customers.id(e.customer()) + "': " + NETTING_OVERFLOW, e);
        } catch (ArithmeticException e) {
            throw new DataException(NETTING_OVERFLOW, e);
        }
        IngestReport report = new IngestReport(
                read, dropped, rejected, netting, zeroAmounts, roundedAmounts, before.erased(), firstProblems);
        List<List<String>> labelLists =
                labels.stream().map(DimensionLabels::labels).toList();
        return new TransactionLog(
                options, customers, assembly.start(), assembly.rows(), labelLists, assembly.originals(), report);
    }

    private void duplicate(int customer, long place) {
        if (options.duplicates() == DuplicatePolicy.DROP) {
            count(DropReason.DUPLICATE);
            return;
        }
        rowInSource = RowBuffer.rowOf(place);
        String id = Objects.requireNonNull(index).id(customer);
        RowProblem problem = new RowProblem(
                sources.get(RowBuffer.sourceOf(place)),
                rowInSource,
                "customer",
                id,
                RejectReason.DUPLICATE,
                "the row equals an earlier one in every column; duplicates are rejected");
        rejectWith(problem);
    }

    private void nextRow() {
        if (built) {
            throw new IllegalStateException("this builder has built its log; begin another");
        }
        read++;
        if (rowGiven) {
            rowGiven = false;
        } else {
            rowInSource++;
        }
    }

    private void rejectEmptyId(@Nullable String customerId) {
        rejectCurrent(
                RejectReason.EMPTY_CUSTOMER_ID, "customer", customerId, "a transaction needs the id of its customer");
    }

    /** True if a row may enter the log; otherwise it is counted under what became of it. */
    private boolean admit(int day, long amount) {
        if (!(day >= TimeGrid.MIN_DAY && day <= TimeGrid.MAX_DAY)) {
            rejectCurrent(RejectReason.DATE_OUT_OF_RANGE, "date", "day " + day, DATE_RULE);
            return false;
        }
        if (day > lastDay) {
            rejectCurrent(
                    RejectReason.DATE_AFTER_LAST_DAY,
                    "date",
                    LocalDate.ofEpochDay(day).toString(),
                    "dates must not be after " + options.lastDay());
            return false;
        }
        if (amount > 0) {
            return true;
        }
        return amount == 0 ? admitZero() : admitRefund(amount);
    }

    private boolean admitZero() {
        switch (options.zeroAmounts()) {
            case KEEP -> zeroAmounts++;
            case DROP -> count(DropReason.ZERO_AMOUNT);
            case REJECT -> rejectCurrent(RejectReason.ZERO_AMOUNT, "amount", "0", "amounts of zero are rejected");
        }
        return options.zeroAmounts() == ZeroAmountPolicy.KEEP;
    }

    private boolean admitRefund(long amount) {
        if (amount == Long.MIN_VALUE) {
            rejectCurrent(RejectReason.AMOUNT_OUT_OF_RANGE, "amount", Long.toString(amount), AMOUNT_RULE);
            return false;
        }
        switch (options.refunds()) {
            case NET, KEEP_NEGATIVE -> {
                return true;
            }
            case DROP -> count(DropReason.REFUND);
            case REJECT ->
                rejectCurrent(
                        RejectReason.REFUND,
                        "amount",
                        options.money().format(amount),
                        "negative amounts (refunds) are rejected");
        }
        return false;
    }

    private void storeNumeric(long customerId, int day, long amount) {
        storeNumeric(customerId, day, amount, 0, 0, null);
    }

    private void storeNumeric(
            long customerId, int day, long amount, long cost, int quantity, @Nullable String @Nullable [] labelsOfRow) {
        if (plainRows == null) {
            store(number(customerId), day, amount, cost, quantity, labelsOfRow);
        } else {
            // There is neither cost nor quantity nor label: their customers get numbers at the end.
            requireRoom();
            plainRows.add(customerId, day, amount);
        }
    }

    private void requireRoom() {
        requireRoom((plainRows == null ? buffer.rows() : plainRows.rows()) + 1);
    }

    private static void requireRoom(long rows) {
        if (rows > RowBuffer.MAX_ROWS) {
            throw tooManyRows();
        }
    }

    private void store(
            int customer, int day, long amount, long cost, int quantity, @Nullable String @Nullable [] labelsOfRow) {
        requireRoom();
        if (plainRows != null) {
            plainRows.add(customer, day, amount);
            return;
        }
        buffer.add(customer, day, amount);
        if (!plain || buffer.withPlace()) {
            for (int d = 0; d < codes.length; d++) {
                codes[d] = labels.get(d).intern(labelsOfRow == null ? null : labelsOfRow[d]);
            }
            buffer.details(cost, quantity, codes, RowBuffer.place(sources.size() - 1, rowInSource));
        }
    }

    /** Takes rows that were counted before, of a customer that moves, coded as their log's dimensions are. */
    void restore(int customer, RowColumns from, int fromRow, int toRow, List<Dimension> dimensions) {
        for (int row = fromRow; row < toRow; row++) {
            buffer.add(customer, from.day[row], from.amount[row]);
            for (int d = 0; d < codes.length; d++) {
                int code = from.codes[d][row];
                codes[d] = labels.get(d)
                        .intern(
                                code == Dimension.UNKNOWN
                                        ? null
                                        : dimensions.get(d).labels().get(code));
            }
            buffer.details(
                    from.cost == null ? 0 : from.cost[row],
                    from.quantity == null ? 0 : from.quantity[row],
                    codes,
                    RowBuffer.place(sources.size() - 1, row - fromRow + 1L));
        }
    }

    static DataException tooManyRows() {
        return new DataException("a log holds at most " + RowBuffer.MAX_ROWS
                + " rows; split the customers over several logs and merge their summaries");
    }

    private void count(DropReason reason) {
        dropped.merge(reason, 1L, Long::sum);
    }

    private void rejectCurrent(RejectReason reason, String column, @Nullable String value, String rule) {
        rejectWith(new RowProblem(sources.get(sources.size() - 1), rowInSource, column, value, reason, rule));
    }

    private void rejectWith(RowProblem problem) {
        // Counted in any case: whoever catches the exception and goes on still gets a report that adds up.
        rejected.merge(problem.reason(), 1L, Long::sum);
        rejectedHere++;
        long cap = options.badRows().cap();
        if (cap == 0) {
            throw new DataException(problem);
        }
        if (firstProblems.size() < IngestReport.KEPT_PROBLEMS) {
            firstProblems.add(problem);
        }
        if (rejectedHere > cap) {
            throw new DataException("more than " + cap + " bad rows, the most that may be skipped; the first was: "
                    + firstProblems.get(0) + "; so far: " + counts());
        }
    }

    private String counts() {
        StringBuilder text = new StringBuilder();
        rejected.forEach((reason, rows) -> text.append(text.isEmpty() ? "" : ", ")
                .append(reason.id())
                .append(' ')
                .append(rows));
        return text.toString();
    }

    private void requireTextIds() {
        if (index == null || (index.isNumeric() && index.size() == 0 && (plainRows == null || plainRows.rows() == 0))) {
            index = new TextCustomerIndex();
        }
        if (index.isNumeric()) {
            throw new IllegalArgumentException("this log's customer ids are long numbers; add rows with long ids");
        }
    }

    private void requireNumericIds() {
        if (index == null || (index.size() == 0 && !index.isNumeric())) {
            index = new LongCustomerIndex();
        }
        if (!index.isNumeric()) {
            throw new IllegalArgumentException("this log's customer ids are text; add rows with text ids");
        }
    }

    /** The number of a row's customer. */
    private int number(String id) {
        // Before the id is known: every customer has a row.
        requireRoom();
        CustomerIndex ids = Objects.requireNonNull(index);
        int known = isIndexShared ? ids.indexOf(id) : -1;
        return known >= 0 ? known : ownIndex(ids).intern(id);
    }

    private int number(long id) {
        requireRoom();
        CustomerIndex ids = Objects.requireNonNull(index);
        int known = isIndexShared ? ids.indexOf(id) : -1;
        return known >= 0 ? known : ownIndex(ids).intern(id);
    }

    /** The index, to which ids may be added: a copy of the earlier log's if that does not know one. */
    private CustomerIndex ownIndex(CustomerIndex ids) {
        CustomerIndex own = isIndexShared ? ids.copy() : ids;
        isIndexShared = false;
        index = own;
        return own;
    }

    private void requirePlain() {
        if (!plain) {
            throw new IllegalArgumentException("this log has " + (options.hasCost() ? "a cost" : "no cost")
                    + (options.hasQuantity() ? ", a quantity" : "") + " and dimensions " + options.dimensions()
                    + "; use the add method that takes them");
        }
    }

    private void requireNoQuantity() {
        if (options.hasQuantity()) {
            throw new IllegalArgumentException("this log has a quantity; use the add method that takes it");
        }
    }

    private void requireDetails(long costMinor, int quantity, @Nullable String[] labelsOfRow) {
        if (labelsOfRow.length != codes.length) {
            throw new IllegalArgumentException(
                    "row has " + labelsOfRow.length + " labels; the log's dimensions are " + options.dimensions());
        }
        if (costMinor != 0 && !options.hasCost()) {
            throw new IllegalArgumentException("cost is " + costMinor + ", but the log was made without cost");
        }
        if (quantity != 0 && !options.hasQuantity()) {
            throw new IllegalArgumentException("quantity is " + quantity + ", but the log was made without quantity");
        }
    }

    private static void requireSameLength(int ids, int days, int amounts) {
        if (!(ids == days && ids == amounts)) {
            throw new IllegalArgumentException("arrays have different lengths: " + ids + " customer ids, " + days
                    + " days or costs, " + amounts + " amounts or labels");
        }
    }
}
