using CallControl.Crm.Tests.Suite;

namespace CallControl.Crm.Tests.UonTravel;

public sealed class UonTravelContractTests() : CrmContractSuite(new UonTravelLab());
