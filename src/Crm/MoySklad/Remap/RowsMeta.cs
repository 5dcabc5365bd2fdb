namespace CallControl.Crm.MoySklad.Remap;

/// <param name="Size">Of the whole list.</param>
internal sealed record RowsMeta(int Size);
