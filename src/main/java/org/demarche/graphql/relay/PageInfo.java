package org.demarche.graphql.relay;

import org.demarche.paging.Page;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Cursors are encoded on demand: most requests ask for none or one. */
@Type("PageInfo")
@Description("Where a page lies in its list.")
public final class PageInfo {

    private final Page<?> page;

    public PageInfo(Page<?> page) {
        this.page = page;
    }

    @NonNull
    @Description("Whether the list goes on behind this page.")
    public boolean getHasNextPage() {
        return page.hasNext();
    }

    @NonNull
    @Description("Whether the list has items before this page.")
    public boolean getHasPreviousPage() {
        return page.hasPrevious();
    }

    @Description("The cursor of the page's first item; null on an empty page.")
    public String getStartCursor() {
        return cursor(page, 0);
    }

    @Description("The cursor of the page's last item; null on an empty page. Send it back as after to read on.")
    public String getEndCursor() {
        return cursor(page, page.items().size() - 1);
    }

    private static <T> String cursor(Page<T> page, int index) {
        return page.items().isEmpty() ? null : page.keyset().cursor(page.items().get(index));
    }
}
