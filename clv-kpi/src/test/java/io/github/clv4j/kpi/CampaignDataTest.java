package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CampaignDataTest {
    private static final LocalDate FROM = LocalDate.parse("2011-02-01");
    private static final LocalDate TO = LocalDate.parse("2011-02-28");
    private static final TransactionLog LOG = Logs.of(Logs.quarter(), RefundPolicy.KEEP_NEGATIVE, false);

    private static void assertBad(CampaignRow row, String message) {
        CampaignOptions options = CampaignOptions.of(LOG).withSource("mail.csv");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> CampaignData.of(
                        options, List.of(CampaignRow.treated("a", FROM, TO, 50).withRow(7), row)))
                .withMessageContaining("mail.csv, row 2, ")
                .withMessageContaining(message);
    }

    @Test
    void badRowsAreNamedWithTheRule() {
        assertBad(
                CampaignRow.control("a", FROM, TO),
                "column 'arm': 'control'; customer 'a' is treated by row 7; it must not be both treated and control");
        assertBad(
                CampaignRow.treated("a", FROM, TO, 1),
                "column 'customer': 'a'; it is in the campaign already, by row 7; each customer must be once");
        assertBad(
                CampaignRow.treated("b", TO, FROM, 1),
                "column 'to': '2011-02-01'; the window must not end before it starts, on 2011-02-28");
        assertBad(
                CampaignRow.treated("z", FROM, TO, 1),
                "column 'customer': 'z'; it must be one of the 5 customers of the given index");
        assertBad(CampaignRow.treated(null, FROM, TO, 1), "column 'customer': no value; a customer id is needed");
        assertBad(CampaignRow.treated("b", null, TO, 1), "column 'from': no value; a date is needed");
        assertBad(CampaignRow.control("b", FROM, null), "column 'to': no value; a date is needed");
        assertBad(CampaignRow.treated("b", FROM, TO, -1), "column 'cost': '-0.01'; a cost must be 0 or more");
        assertBad(
                new CampaignRow("b", CampaignArm.CONTROL, FROM, TO, 5, 0),
                "column 'cost': '0.05'; a control was not contacted, so its cost must be 0");
    }

    @Test
    void theTableIsInIdOrder() {
        CampaignData data = CampaignData.of(
                CampaignOptions.of(LOG),
                List.of(CampaignRow.control("d", FROM, TO), CampaignRow.treated("a", FROM, FROM, 50)));
        assertThat(data.toTable().column("customer_id").textAt(0)).isEqualTo("a");
        assertThat(data.toTable().column("arm").textAt(1)).isEqualTo("control");
        assertThat(data.toTable().column("cost").longAt(0)).isEqualTo(50);
        CampaignDataBuilder builder = CampaignData.builder(CampaignOptions.of(LOG));
        builder.build();
        assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("make a new one");
    }

    @Property(tries = 200)
    void rowsAddUp(@ForAll @Size(max = 30) List<@IntRange(max = 999) Integer> seeds) {
        List<CampaignRow> rows = new ArrayList<>();
        for (int seed : seeds) {
            String id = List.of("a", "b", "c", "d", "e", "f").get(seed % 6);
            rows.add(
                    seed / 6 % 2 == 0
                            ? CampaignRow.treated(id, FROM, FROM.plusDays(seed / 12 % 5 - 1), seed)
                            : CampaignRow.control(id, FROM, TO));
        }
        CampaignData data = CampaignData.of(CampaignOptions.of(LOG).withBadRows(BadRowPolicy.skip()), rows);
        assertThat(data.report().read()).isEqualTo(rows.size());
        assertThat(data.report().accepted()).isEqualTo(data.count());
        assertThat(data.report().accepted() + data.report().rejectedRows()).isEqualTo(rows.size());
    }
}
