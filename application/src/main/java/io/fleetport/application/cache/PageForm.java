package io.fleetport.application.cache;

import io.fleetport.application.encoding.ByteSink;
import io.fleetport.application.encoding.ByteSource;
import io.fleetport.application.encoding.Optionally;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.fleet.OrganizationId;
import java.util.ArrayList;
import java.util.List;

/** A page of a list: where the next begins, then its items. */
record PageForm<T>(AnswerForm<T> item) implements AnswerForm<Page<T>> {

    @Override
    public void put(Page<T> page, ByteSink sink) {
        Optionally.putText(page.next(), sink);
        sink.putVarint(page.items().size());
        page.items().forEach(one -> item.put(one, sink));
    }

    @Override
    public Page<T> get(OrganizationId organization, ByteSource source) {
        String next = Optionally.getText(source);
        int count = source.getCount(1);
        List<T> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            items.add(item.get(organization, source));
        }
        return new Page<>(items, next);
    }
}
