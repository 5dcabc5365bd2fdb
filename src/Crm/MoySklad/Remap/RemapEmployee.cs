namespace CallControl.Crm.MoySklad.Remap;

/// <param name="Id">The id that <see cref="Counterparty.Owner"/> points at.</param>
/// <param name="Name">The last name.</param>
/// <param name="ShortFio">Last name with initials.</param>
/// <param name="FullName">All of it.</param>
/// <param name="Email">May be missing.</param>
internal sealed record RemapEmployee(string Id, string? Name, string? ShortFio, string? FullName, string? Email);
