using CallControl.Crm.Contracts;
using CallControl.Crm.RetailCrm.Wire;

namespace CallControl.Crm.RetailCrm.Telephony;

/// <summary>Methods below <c>telephony/</c>, which have limits of their own.</summary>
internal sealed class TelephonyClient(WireClient wire)
{
    public Task<EventAnswer> SendEventAsync(LiveEvent happened, CancellationToken cancellation) =>
        wire.PostAsync<EventAnswer>("telephony/call/event", "event", happened, [], cancellation);

    /// <param name="calls">At most <see cref="CallUploader.MostCalls"/>.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Our ids of those that were there already.</returns>
    public async Task<IReadOnlyList<string>> UploadAsync(IReadOnlyList<UploadedCall> calls, CancellationToken cancellation) =>
        (await wire.PostAsync<UploadAnswer>("telephony/calls/upload", "calls", calls, [], cancellation)).DuplicateCalls ?? [];

    /// <summary>Whose client it is.</summary>
    public async Task<Manager?> ManagerAsync(PhoneNumber phone, bool ignoreStatus, CancellationToken cancellation) =>
        (await wire.GetAsync<ManagerAnswer>("telephony/manager", [("phone", phone.ToString()), ("details", "0"), ("ignoreStatus", ignoreStatus ? "1" : "0")], cancellation)).Manager;
}
