using CallControl.Crm.Contracts;
using CallControl.Numbers;

namespace CallControl.Web.Api.Numbers;

/// <summary>A <see cref="VirtualNumber"/> with the way people write it.</summary>
internal sealed record NumberView(
    string Number, string Display, string State, bool? Confirm, bool AskCode, long? ListingId, string? ShortTitle, DateTime? AssignedAt, DateTime? AssignedUntil,
    DateTime? LastLeasedAt, DateTime CreatedAt)
{
    public static NumberView Of(VirtualNumber number) => new(
        number.Phone, PhoneNumber.TryParse(number.Phone, out var phone) ? phone.ToDisplay() : number.Phone, number.State, number.Confirm, number.AskCode,
        number.ListingId, number.ShortTitle, number.AssignedAt, number.AssignedUntil, number.LastLeasedAt, number.CreatedAt);
}
