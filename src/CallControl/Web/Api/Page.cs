namespace CallControl.Web.Api;

/// <summary>A part of a list.</summary>
/// <param name="Items">In order.</param>
/// <param name="Next">Give it as <c>after</c> to get the next part; null: this was the last.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <param name="items">One more than the page takes, when there is more.</param>
    /// <param name="limit">The page's size.</param>
    /// <param name="key">What the next page comes after.</param>
    public static Page<T> Of(IReadOnlyList<T> items, int limit, Func<T, string> key) =>
        items.Count > limit ? new([.. items.Take(limit)], key(items[limit - 1])) : new(items, null);
}
