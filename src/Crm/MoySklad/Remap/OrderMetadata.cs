namespace CallControl.Crm.MoySklad.Remap;

/// <param name="States">The statuses an order can have; absent when none are set up.</param>
internal sealed record OrderMetadata(IReadOnlyList<Entity>? States);
