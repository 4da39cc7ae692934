package io.github.clv4j.rfm;

/**
 * Why a segment has another size than before. {@code after − before = behaviour + births + returns − losses + rebinning},
 * exactly.
 *
 * @param segment the segment's name; {@value SizeDecomposition#TOTAL} for all
 * @param before customers in it before
 * @param after customers in it after, by fresh edges
 * @param movedIn customers who came from another segment, by the edges before
 * @param movedOut customers who went to another segment, by the edges before
 * @param births customers who were in no segment before
 * @param returns customers who were in the group {@value MigrationMatrix#GONE} before
 * @param losses customers who are in no segment after, or in the group {@value MigrationMatrix#GONE}
 * @param rebinnedIn customers who are in it by the fresh edges but not by the edges before
 * @param rebinnedOut customers who would be in it by the edges before but are not by the fresh ones
 */
public record SizeChange(
        String segment,
        long before,
        long after,
        long movedIn,
        long movedOut,
        long births,
        long returns,
        long losses,
        long rebinnedIn,
        long rebinnedOut) {
    /** What customers' own moves between segments did to the size: moved in − moved out. 0 for all together. */
    public long behaviour() {
        return movedIn - movedOut;
    }

    /** What moving the edges did to the size, with all customers as they are after: rebinned in − rebinned out. */
    public long rebinning() {
        return rebinnedIn - rebinnedOut;
    }

    /** After − before. */
    public long change() {
        return after - before;
    }
}
